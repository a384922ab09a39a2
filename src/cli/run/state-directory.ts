import { join, resolve } from 'node:path';
import type { Environment } from '../server/login-file.ts';

/** The state directory of a control plane; absolute, because a person pastes what is printed into another shell. */
export function stateDirOf(given: string | undefined, env: Environment): string {
  const home = env['XDG_STATE_HOME'] || join(env['HOME'] || '.', '.local', 'state');
  return resolve(given ?? join(home, 'reshapr', 'control'));
}
