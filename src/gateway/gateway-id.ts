import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory, messageOf, problem, type Random, writeDurably } from '../kernel/index.ts';
import { hostId } from './config.ts';
import { stateUnusable } from './problems.ts';

/** The id of a gateway that was given none: its host's name and a random suffix, kept in its state directory. */
export async function keptGatewayId(directory: string, random: Random): Promise<string> {
  const file = join(directory, 'gateway-id');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept !== '') return kept;
  const id = `${hostId()}-${Buffer.from(random.bytes(4)).toString('hex')}`;
  await makeStateDirectory(directory);
  try {
    await writeDurably(file, [Buffer.from(`${id}\n`)]);
  } catch (error) {
    throw problem(stateUnusable, { directory, why: messageOf(error) }, { cause: error });
  }
  return id;
}

/** Makes the state directory of a gateway; a problem where that cannot be done. */
export async function makeStateDirectory(directory: string): Promise<void> {
  try {
    await makeDirectory(directory, 0o700);
  } catch (error) {
    throw problem(stateUnusable, { directory, why: messageOf(error) }, { cause: error });
  }
}
