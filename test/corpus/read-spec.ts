import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CorpusSpec } from './index.ts';

/** What CI installs with `npm ci --prefix test/oracles --ignore-scripts`. */
const oracles = createRequire(new URL('../oracles/package.json', import.meta.url));
const folder = join(dirname(oracles.resolve('./package.json')), 'node_modules');

/** The folder of a package of the corpus. */
export function packageFolder(name: string): string {
  return join(folder, name);
}

/** What a package of the corpus says of itself. */
export function packageOf(name: string): { version: string; license: string } {
  const text = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
  return JSON.parse(text) as { version: string; license: string };
}

/** The text of a spec, and the name of its file without compression. */
export function readSpec(spec: Pick<CorpusSpec, 'package' | 'path'>): { file: string; text: string } {
  const bytes = readFileSync(join(packageFolder(spec.package), spec.path));
  const file = basename(spec.path);
  if (!file.endsWith('.gz')) return { file, text: bytes.toString('utf8') };
  return { file: file.slice(0, -3), text: gunzipSync(bytes).toString('utf8') };
}
