import { availableParallelism } from 'node:os';
import type { CompileResult, Memo } from '../../compiler/index.ts';
import { problem, type SourceTree } from '../../kernel/index.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { Io } from '../io.ts';
import { prettyDiagnostics, tally } from '../output/pretty-diagnostics.ts';
import { notCompiled } from '../problems.ts';
import { readAheadOn } from '../spec-threads/read-ahead.ts';

/** A compiled tree whose findings were shown. */
export type Compiled = NonNullable<CompileResult['compiled']>;

export interface CompiledTree {
  readonly tree: SourceTree;
  readonly result: CompileResult;
}

export interface CompileTreeOptions {
  readonly memo?: Memo;
  readonly cache?: ResultCache | undefined;
}

/** Threads besides this one: each takes about 60 MB. */
const threadLimit = 3;

/** The result of a tree: from the cache, where it was compiled before. */
export async function compileTree(
  tree: SourceTree,
  { memo, cache }: CompileTreeOptions = {},
): Promise<CompiledTree> {
  const known = await cache?.get(tree);
  if (known !== undefined) return { tree, result: known };
  // What is in the cache needs no compiler, which takes a while to load.
  const { compile } = await import('../../compiler/index.ts');
  const readAhead = readAheadOn(Math.min(availableParallelism() - 1, threadLimit));
  const result = await compile(tree, memo === undefined ? { readAhead } : { memo, readAhead });
  await cache?.put(tree, result);
  return { tree, result };
}

/** Bytes of a file whose lines are shown beside findings. */
const shownSize = 32 * 1024 * 1024;

/** The compiled form, after its findings went to standard error; a problem when there are errors. */
export async function requireCompiled(
  { tree, result }: CompiledTree,
  io: Io,
  render: (compiled: CompiledTree) => Promise<string> = (compiled) => renderFindings(compiled, false),
): Promise<Compiled> {
  const { diagnostics, compiled } = result;
  if (diagnostics.some(({ severity }) => severity !== 'info')) {
    io.console.err(await render({ tree, result }));
    io.console.err('');
  }
  if (compiled !== undefined) return compiled;
  throw problem(notCompiled, { errors: diagnostics.filter(({ severity }) => severity === 'error').length });
}

/** Findings for a person, with the lines that they are about, and how many there are. */
export async function renderFindings({ tree, result }: CompiledTree, withNotes: boolean): Promise<string> {
  const { diagnostics, suppressed } = result;
  const texts = new Map<string, string>();
  const known = new Set(tree.files.filter(({ size }) => size <= shownSize).map(({ path }) => path));
  for (const { file, severity } of diagnostics) {
    if (texts.has(file) || !known.has(file) || (severity === 'info' && !withNotes)) continue;
    texts.set(file, Buffer.from(await tree.read(file)).toString('utf8'));
  }
  const findings = prettyDiagnostics(diagnostics, (file) => texts.get(file), withNotes);
  const ignored = suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`];
  const summary = [tally(diagnostics), ...ignored].filter((part) => part !== '').join(', ');
  return [findings, summary].filter((part) => part !== '').join('\n\n');
}
