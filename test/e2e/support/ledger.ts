import { type Clock, silentLog, systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { createToken, openFileStore } from '../../../src/reconciler/index.ts';
import { openLedger } from '../../../src/reconciler/state/ledger.ts';

/** A token that no command can make: of another organization, or of another day. Nobody may have the state open. */
export async function plantToken(
  stateDir: string,
  wanted: { organization: string; name: string; role: 'gateway' | 'admin'; daysAgo?: number },
): Promise<string> {
  const past = Date.now() - (wanted.daysAgo ?? 0) * 24 * 60 * 60 * 1000;
  const clock: Clock = { ...systemClock, now: () => past };
  const store = await openFileStore({ directory: stateDir, clock, log: silentLog });
  const ledger = await openLedger(store);
  const { organization, name, role } = wanted;
  const { text } = await createToken(
    ledger,
    { organization, name, role, validityDays: 1, author: 'test' },
    { clock, random: systemRandom },
  );
  await store.close();
  return text;
}
