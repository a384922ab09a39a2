import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { messageOf, type Problem, problem } from '../../kernel/index.ts';
import { settingInvalid } from '../problems.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadText = (file: string) => string;

export const readUtf8: ReadText = (file) => readFileSync(file, 'utf8');

const portSchema = z.coerce.number().int().min(1).max(65_535);

export function portOf(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = portSchema.safeParse(text);
  if (!port.success)
    throw invalid(name, `is ${shownValue(text)}, which is no port`, 'write a number from 1 to 65535');
  return port.data;
}

export function flagOf(env: Environment, name: string): boolean | undefined {
  const text = env[name]?.toLowerCase();
  if (text === undefined || text === '') return undefined;
  if (text !== 'true' && text !== 'false') throw invalid(name, `is '${text}'`, 'write true or false');
  return text === 'true';
}

export function textOf(name: string, file: string, readText: ReadText): string {
  try {
    return readText(file);
  } catch (error) {
    throw invalid(name, `cannot be read: ${messageOf(error)}`, 'check the path and the permissions');
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

export function invalid(name: string, why: string, hint: string): Problem {
  return problem(settingInvalid, { name, why, hint });
}

/** A value as a message repeats it: what is long may be a secret that was put into the wrong variable. */
export function shownValue(text: string): string {
  return text.length <= 20 ? `'${text}'` : `a text of ${text.length} characters`;
}
