import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { removeLogin } from '../server/login-file.ts';

export async function run(io: Io): Promise<number> {
  await removeLogin(io.env);
  io.console.out('Logged out.');
  return exitCodes.ok;
}
