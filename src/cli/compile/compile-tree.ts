import { availableParallelism } from 'node:os';
import type { CompileResult, Memo } from '../../compiler/index.ts';
import { problem, type SourceTree } from '../../kernel/index.ts';
import type { Io } from '../io.ts';
import { notCompiled } from '../problems.ts';
import { readAheadOn } from '../spec-threads/read-ahead.ts';
import { renderFindings } from './render-findings.ts';

/** A compiled tree whose findings were shown. */
export type Compiled = NonNullable<CompileResult['compiled']>;

export interface CompiledTree {
  readonly tree: SourceTree;
  readonly result: CompileResult;
}

/** Threads besides this one: each takes about 60 MB. */
const threadLimit = 3;

export async function compileTree(tree: SourceTree, { memo }: { memo?: Memo } = {}): Promise<CompiledTree> {
  const { compile } = await import('../../compiler/index.ts');
  const readAhead = readAheadOn(Math.min(availableParallelism() - 1, threadLimit));
  const result = await compile(tree, memo === undefined ? { readAhead } : { memo, readAhead });
  return { tree, result };
}

/** The compiled form, after its findings went to standard error; a problem when there are errors. */
export async function requireCompiled(
  { tree, result }: CompiledTree,
  io: Io,
  render: (compiled: CompiledTree) => Promise<string> = ({ tree, result }) =>
    renderFindings(tree, result, false),
): Promise<Compiled> {
  const { diagnostics, compiled } = result;
  if (diagnostics.some(({ severity }) => severity !== 'info')) {
    io.console.err(await render({ tree, result }));
    io.console.err('');
  }
  if (compiled !== undefined) return compiled;
  throw problem(notCompiled, { errors: diagnostics.filter(({ severity }) => severity === 'error').length });
}
