import type { CompiledTree } from '../compile/compile-tree.ts';
import { outcomeOf } from '../compile/outcome.ts';
import { renderFindings } from '../compile/render-findings.ts';
import type { Io } from '../io.ts';
import type { FindingsFormat } from './formats.ts';
import { renderers } from './renderers.ts';
import { reportOf } from './report-of.ts';
import { repositoryPrefix } from './repository-prefix.ts';

/** How a command that compiles on the way to something else writes the findings of a directory, without notes. */
export function renderAside(
  directory: string,
  format: FindingsFormat,
  io: Io,
): (compiled: CompiledTree) => Promise<string> {
  return async ({ tree, result }) => {
    if (format === 'pretty') return renderFindings(tree, result, false);
    const prefix = await repositoryPrefix(directory, io.env);
    return renderers[format](reportOf(tree, outcomeOf(result), prefix, io.clock.now()), false);
  };
}
