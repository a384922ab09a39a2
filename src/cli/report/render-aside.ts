import { type CompiledTree, renderFindings } from '../compile/compile-tree.ts';
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
  return async (compiled) => {
    if (format === 'pretty') return renderFindings(compiled, false);
    const prefix = await repositoryPrefix(directory, io.env);
    return renderers[format](reportOf(compiled, prefix, io.clock.now()), false);
  };
}
