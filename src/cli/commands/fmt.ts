import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, writeDurably } from '../../kernel/index.ts';
import { fileSizeLimit, formatFile } from '../../manifest/index.ts';
import { directoryTree } from '../../source/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { fileProblem } from '../file-problem.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count, prettyDiagnostics } from '../output/pretty-diagnostics.ts';

interface Options {
  readonly check?: boolean;
  readonly output: 'text' | 'json';
}

/** What formatting came to, by path. */
interface Outcome {
  /** Manifests that were looked at. */
  readonly files: number;
  readonly changed: readonly string[];
  readonly left: readonly { readonly file: string; readonly why: string }[];
  readonly broken: readonly Diagnostic[];
}

export async function run(
  io: Io,
  paths: readonly string[],
  { check = false, output }: Options,
): Promise<number> {
  const outcome = await formatAll(paths, !check);
  if (output === 'json') io.console.out(json({ ...outcome, written: !check }));
  else {
    for (const file of outcome.changed) io.console.out(file);
    for (const { file, why } of outcome.left) io.console.err(`${file} is left as it is: ${why}`);
    if (outcome.broken.length > 0) io.console.err(prettyDiagnostics(outcome.broken, () => undefined, false));
    io.console.err(summaryOf(outcome, check));
  }
  const differs = check && outcome.changed.length > 0;
  return differs || outcome.broken.length > 0 ? exitCodes.error : exitCodes.ok;
}

async function formatAll(paths: readonly string[], write: boolean): Promise<Outcome> {
  const changed: string[] = [];
  const left: { file: string; why: string }[] = [];
  const broken: Diagnostic[] = [];
  let files = 0;
  for (const { file, bytes } of await filesAt(paths)) {
    const formatted = formatFile(file, bytes);
    if (formatted.type === 'foreign') continue;
    files++;
    if (formatted.type === 'broken') broken.push(...formatted.diagnostics);
    else if (formatted.type === 'left') left.push({ file, why: formatted.why });
    else if (formatted.changed) {
      changed.push(file);
      if (write) await overwrite(file, formatted.text);
    }
  }
  return { files, changed, left, broken };
}

/** The YAML and JSON files at some paths: those below a folder, or a file itself. */
async function filesAt(paths: readonly string[]): Promise<{ file: string; bytes: Uint8Array }[]> {
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    const facts = await stat(path).catch((error: unknown) => {
      throw fileProblem(path, error);
    });
    if (!facts.isDirectory()) {
      const bytes = await readFile(path).catch((error: unknown) => {
        throw fileProblem(path, error);
      });
      found.set(path, bytes);
      continue;
    }
    const tree = await directoryTree(path);
    for (const { path: inner, size } of tree.files)
      if (/\.(ya?ml|json)$/.test(inner) && size <= fileSizeLimit)
        found.set(join(path, inner), await tree.read(inner));
  }
  return [...found].map(([file, bytes]) => ({ file, bytes }));
}

/** In the place of what was there, also behind a link; a reader finds the old text or the new. */
async function overwrite(file: string, text: string): Promise<void> {
  try {
    const real = await realpath(file);
    const { mode } = await stat(real);
    await writeDurably(real, [Buffer.from(text)], mode & 0o777);
  } catch (error) {
    throw fileProblem(file, error);
  }
}

function summaryOf({ files, changed, left, broken }: Outcome, check: boolean): string {
  const done = check ? 'would change' : 'changed';
  const mistakes = new Set(broken.map(({ file }) => file)).size;
  return [
    `${changed.length} of ${count(files, 'file')} ${done}`,
    ...(left.length > 0 ? [`${left.length} left as ${left.length === 1 ? 'it is' : 'they are'}`] : []),
    ...(mistakes > 0 ? [`${mistakes} with mistakes`] : []),
  ].join(', ');
}
