import { problem } from '../../kernel/index.ts';
import type { Io } from '../io.ts';
import { headerInvalid } from '../problems.ts';
import { readInput } from './read-input.ts';

/** Flags that say who calls. */
export interface CredentialFlags {
  readonly keyFile?: string;
  readonly tokenFile?: string;
  /** `name=value`, or `name=@file`. */
  readonly header?: readonly string[];
}

/** Headers whose value is a secret: on a command line everybody on the machine can read it. */
const secretName = /authorization|cookie|key|secret|token|password/i;

/** Headers of every request. Flags come before the environment. Problems name a header, and never show its value. */
export async function credentialHeaders(
  { keyFile, tokenFile, header = [] }: CredentialFlags,
  io: Io,
): Promise<Readonly<Record<string, string>>> {
  const headers = new Map<string, string>();
  const key = keyFile === undefined ? io.env['RESHAPR_API_KEY'] : await readInput(keyFile);
  if (key) headers.set('x-reshapr-key', checked('x-reshapr-key', key.trim()));
  const token = tokenFile === undefined ? io.env['RESHAPR_ACCESS_TOKEN'] : await readInput(tokenFile);
  if (token) headers.set('authorization', `Bearer ${checked('authorization', token.trim())}`);
  for (const text of header) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw problem(headerInvalid, { why: 'a --header is not written as name=value' });
    const given = text.slice(at + 1);
    if (secretName.test(name) && !given.startsWith('@'))
      io.console.err(
        `warning: others on this machine can read the value of --header ${name}; write ${name}=@file`,
      );
    headers.set(
      name,
      checked(name, given.startsWith('@') ? (await readInput(given.slice(1))).trim() : given),
    );
  }
  return Object.fromEntries(headers);
}

/** RFC 9110, 5.5. */
function checked(name: string, value: string): string {
  if (!/^[\t\x20-\x7e\x80-\xff]+$/.test(value))
    throw problem(headerInvalid, {
      why: `the value of the header ${name} is empty, or no value of a header`,
    });
  return value;
}
