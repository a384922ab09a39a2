import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, messageOf, problem, type Random, writeDurably } from '../kernel/index.ts';
import { generateSigningKey, type Signer, signerOf } from '../snapshot/index.ts';
import { signingKeyUnusable, stateUnusable } from './problems.ts';
import type { Ledger } from './state/ledger.ts';
import { createToken, tokenText } from './tokens/tokens.ts';

/** What keeps a state directory from being used, as a user's problem; anything else is passed on as it is. */
export function stateProblem(directory: string, error: unknown): unknown {
  const isOfSystem = typeof (error as NodeJS.ErrnoException | null)?.syscall === 'string';
  return isOfSystem ? problem(stateUnusable, { directory, why: messageOf(error) }, { cause: error }) : error;
}

/** The key that signs views: the given file, or the one in the state directory, which is made when missing. */
export async function openSigner(directory: string, givenFile: string | undefined): Promise<Signer> {
  const file = givenFile ?? join(directory, 'signing-key.pem');
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    if (givenFile !== undefined || (error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw problem(signingKeyUnusable, { file, why: messageOf(error) });
    pem = generateSigningKey();
    await writeDurably(file, [Buffer.from(pem)], 0o600);
  }
  try {
    return signerOf(pem);
  } catch (error) {
    throw problem(signingKeyUnusable, { file, why: messageOf(error) });
  }
}

/** The file that the first admin token is written to. */
export function adminTokenFile(directory: string): string {
  return join(directory, 'admin-token');
}

/**
 * Makes the first admin token of an installation that has no token yet and writes it into the state directory,
 * readable by its owner only. Returns its text then, and undefined later on.
 */
export async function firstAdminToken(
  ledger: Ledger,
  directory: string,
  organization: string,
  ports: { clock: Clock; random: Random },
): Promise<string | undefined> {
  if (ledger.state().tokens.size > 0) return undefined;
  // Written first: one that is in the store and in no file could never be used, nor made again.
  const text = tokenText(organization, ports.random);
  await writeDurably(adminTokenFile(directory), [Buffer.from(`${text}\n`)], 0o600);
  const wanted = {
    organization,
    name: 'first-admin',
    role: 'admin',
    validityDays: 90,
    author: 'serve',
  } as const;
  await createToken(ledger, wanted, ports, text);
  return text;
}
