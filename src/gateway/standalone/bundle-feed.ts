import { type Clock, type Log, type Metrics, Problem } from '../../kernel/index.ts';
import { type Feed, shortDigest, type ViewHeader, type ViewServer } from '../../snapshot/index.ts';
import type { FeedHooks } from '../serve/start-gateway.ts';
import { stampOf, watchFiles } from '../watch-files.ts';
import { loadBundle } from './load-bundle.ts';
import type { BundleTrust } from './trust.ts';

export interface BundleFeedPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

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
      const stamp = await stampOf([file]);
      let served = await load(server, undefined);
      onStatus({ ready: true, connected: undefined, refused: undefined });

      async function loadNext(): Promise<void> {
        try {
          served = await load(server, served);
          onStatus({ ready: true, connected: undefined, refused: undefined });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          loads.add(1, { outcome: 'refused' });
          const { code, message, hint } = error;
          const facts = { code, reason: message, hint };
          log.error('a bundle is refused: the one before goes on being served', facts);
          onStatus({ ready: true, connected: undefined, refused: message });
        }
      }

      await watchFiles([file], stamp, loadNext, { clock, signal });
    },
  });
}
