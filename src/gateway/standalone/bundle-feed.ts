import { stat } from 'node:fs/promises';
import { type Clock, type Log, type Metrics, Problem } from '../../kernel/index.ts';
import { type Feed, shortDigest, type ViewHeader, type ViewServer } from '../../snapshot/index.ts';
import type { FeedHooks } from '../serve/start-gateway.ts';
import { loadBundle } from './load-bundle.ts';
import type { BundleTrust } from './trust.ts';

export interface BundleFeedPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Milliseconds between two looks at the file. */
const lookInterval = 500;

/**
 * A bundle file as the feed of a gateway without a control plane. The first one must be good; whoever replaces it later
 * replaces what is served, in one step, or is told why not while the last good one goes on being served.
 */
export function bundleFeedOf(
  file: string,
  trust: BundleTrust,
  { clock, log, metrics }: BundleFeedPorts,
): (hooks: Pick<FeedHooks, 'onStatus'>) => Feed {
  const loads = metrics.counter(
    'reshapr_bundle_loads_total',
    'Bundles that a standalone gateway found in its file, by what came of them.',
    ['outcome'],
  );

  async function load(server: ViewServer, served: ViewHeader | undefined): Promise<ViewHeader> {
    const { header, staged } = await loadBundle(file, trust, server);
    // The same view signed anew: nothing that a client could see is other.
    staged.swap();
    loads.add(1, { outcome: 'served' });
    if (served?.view !== header.view)
      log.info('bundle served', { file, view: shortDigest(header.view), signedAt: header.signedAt });
    return header;
  }

  return ({ onStatus }) => ({
    run: async (server, signal) => {
      let read = await stampOf(file);
      let served = await load(server, undefined);
      onStatus({ ready: true, connected: undefined, refused: undefined });
      let seen = read;
      let work: Promise<void> | undefined;

      async function look(): Promise<void> {
        const stamp = await stampOf(file);
        // Who copies over the file in place is left to finish: it has to look the same twice.
        const isStill = stamp === seen;
        seen = stamp;
        if (!isStill || stamp === read || signal.aborted) return;
        read = stamp;
        try {
          served = await load(server, served);
          onStatus({ ready: true, connected: undefined, refused: undefined });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          loads.add(1, { outcome: 'refused' });
          const { code, message, hint } = error;
          log.error('a bundle is refused: the one before goes on being served', {
            code,
            reason: message,
            hint,
          });
          onStatus({ ready: true, connected: undefined, refused: message });
        }
      }

      await new Promise<void>((resolve, reject) => {
        const tick = (): void => {
          work ??= look()
            .catch(reject)
            .finally(() => (work = undefined));
        };
        clock.every(lookInterval, tick, signal);
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await work;
    },
  });
}

/** Changes when another file is there or this one was written; a link is followed. `-` when there is none. */
async function stampOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  if (found === undefined) return '-';
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
