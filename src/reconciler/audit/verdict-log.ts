import type { Clock, Log } from '../../kernel/index.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Ledger } from '../state/ledger.ts';
import type { JournalRecord } from '../store/records.ts';

/** Milliseconds between two entries: what many gateways say of a revision is written together. */
const every = 1_000;

/** Verdicts that wait while the store cannot be written. */
const waitingLimit = 10_000;

/** Characters of why a gateway rejected. */
const whyLimit = 500;

type VerdictRecord = Extract<JournalRecord, { type: 'verdict' }>;

export interface VerdictLog {
  /** Writes what waits: what the last second brought before a shutdown. */
  flush(): Promise<void>;
}

/** Writes what gateways make of what they are sent into the journal. */
export function logVerdicts(
  fleet: Fleet,
  ledger: Ledger,
  clock: Clock,
  log: Log,
  signal: AbortSignal,
): VerdictLog {
  let waiting: VerdictRecord[] = [];
  fleet.onObservation(({ organization, peer }, what) => {
    if (what.type !== 'active' && what.type !== 'rejected') return;
    const why =
      what.type === 'rejected' ? what.findings.map(({ code, message }) => `${code}: ${message}`) : [];
    waiting.push({
      type: 'verdict',
      organization,
      gateway: peer.gatewayId,
      revision: what.revision,
      view: what.view.digest,
      status: what.type,
      ...(what.type === 'rejected'
        ? { permanent: what.permanent, why: why.join('; ').slice(0, whyLimit) }
        : {}),
    });
  });
  async function flush(): Promise<void> {
    const records = waiting;
    waiting = [];
    if (records.length === 0) return;
    await ledger
      .commit(() => ({ records, result: undefined }))
      .catch((error: unknown) => {
        log.error('verdicts cannot be written', { count: records.length, error });
        waiting = [...records, ...waiting].slice(-waitingLimit);
      });
  }
  clock.every(every, () => void flush(), signal);
  return { flush };
}
