import { chmod, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeDirectory, writeDurably } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';

const loginSchema = z.strictObject({
  server: z.string(),
  token: z.string(),
  /** PEM text of the authority to trust. */
  ca: z.string().optional(),
});

/** Which control plane a person works with; kept readable by them only. */
export type Login = z.infer<typeof loginSchema>;

export type Environment = Readonly<Record<string, string | undefined>>;

export function loginFile(env: Environment): string {
  const base = env['XDG_CONFIG_HOME'] || join(env['HOME'] || '.', '.config');
  return join(base, 'reshapr', 'login.json');
}

export async function readLogin(env: Environment): Promise<Login | undefined> {
  const file = loginFile(env);
  try {
    return loginSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileProblem(file, error);
  }
}

export async function writeLogin(env: Environment, login: Login): Promise<string> {
  const file = loginFile(env);
  await makeDirectory(dirname(file), 0o700);
  await writeDurably(file, [Buffer.from(`${JSON.stringify(login, null, 2)}\n`)], 0o600);
  await chmod(file, 0o600);
  return file;
}

export async function removeLogin(env: Environment): Promise<void> {
  await rm(loginFile(env), { force: true });
}
