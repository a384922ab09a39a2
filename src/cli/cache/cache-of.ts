import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../server/login-file.ts';
import { softwareVersion } from '../version.ts';
import { type OutcomeCache, outcomeCache } from './outcome-cache.ts';

/**
 * The cache of a user: `reshapr/outcomes` below `XDG_CACHE_HOME` or `~/.cache`. There is none where this software
 * runs from its sources, which may change from one run to the next.
 */
export function cacheOf(env: Environment): OutcomeCache | undefined {
  const own = fileURLToPath(import.meta.url);
  const home = env['XDG_CACHE_HOME'] || (env['HOME'] && join(env['HOME'], '.cache'));
  if (!own.endsWith('.js') || !home) return undefined;
  const { mtimeMs, size } = statSync(own);
  return outcomeCache({
    directory: join(home, 'reshapr', 'outcomes'),
    // A build of a checkout has the version of the one before it, and another time.
    maker: `${softwareVersion} ${mtimeMs} ${size}`,
  });
}
