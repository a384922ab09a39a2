import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Log, messageOf, problem, type Random } from '../../kernel/index.ts';
import { sealKeyUnusable } from '../problems.ts';

type SealKeys = readonly [Uint8Array, ...Uint8Array[]];

/**
 * Keys that seal session ids. A file holds one or two lines; the first seals, both open, so that a key can be
 * exchanged. Without a file the key is this process's own, and a load balancer has to be sticky.
 */
export async function sealKeys(file: string | undefined, random: Random, log: Log): Promise<SealKeys> {
  if (file === undefined) {
    log.info('session ids are sealed with a key of this process: a load balancer in front must be sticky');
    return [random.bytes(32)];
  }
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw problem(sealKeyUnusable, { file, why: messageOf(error) }, { cause: error });
  }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first, second] = lines;
  if (first === undefined || lines.length > 2 || lines.some((line) => line.length < 32))
    throw problem(sealKeyUnusable, { file, why: 'it must hold one or two lines of at least 32 characters' });
  return second === undefined ? [keyOf(first)] : [keyOf(first), keyOf(second)];
}

function keyOf(line: string): Uint8Array {
  return createHash('sha256').update(`reshapr seal key ${line}`).digest();
}
