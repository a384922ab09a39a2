import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { problem } from '../../kernel/index.ts';
import { apiVersion } from '../../manifest/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { writeNew } from '../output/write-new.ts';
import { usage } from '../problems.ts';

const labelsSchema = z.record(z.string().min(1), z.string());

export async function run(
  io: Io,
  name: string,
  directory: string,
  { labels, output }: { labels: string; output: 'text' | 'json' },
): Promise<number> {
  const parsed = labelsSchema.safeParse(parseJson(labels));
  if (!parsed.success)
    throw problem(usage, {
      why: `--labels ${labels} is no JSON object of texts`,
      hint: `write --labels '{"env":"dev"}'`,
    });
  const manifest = { apiVersion, kind: 'GatewayGroup', metadata: { name }, spec: { labels: parsed.data } };
  const folder = (await isDirectory(join(directory, 'groups'))) ? join(directory, 'groups') : directory;
  const file = join(folder, `${name.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}.yaml`);
  await writeNew(file, stringify(manifest));
  if (output === 'json') io.console.out(json({ file, manifest }));
  else io.console.out(`Wrote ${file}. It takes effect with \`reshapr apply\`.`);
  return exitCodes.ok;
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
