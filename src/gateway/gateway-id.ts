import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Random, writeDurably } from '../kernel/index.ts';
import { hostId } from './config.ts';

/** The id of a gateway that was given none: its host's name and a random suffix, kept in its state directory. */
export async function keptGatewayId(directory: string, random: Random): Promise<string> {
  const file = join(directory, 'gateway-id');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept !== '') return kept;
  const id = `${hostId()}-${Buffer.from(random.bytes(4)).toString('hex')}`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeDurably(file, [Buffer.from(`${id}\n`)]);
  return id;
}
