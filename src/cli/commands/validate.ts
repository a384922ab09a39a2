import { hasErrors } from '../../kernel/index.ts';
import { directoryTree } from '../../source/index.ts';
import { type CompiledTree, compileTree, renderFindings } from '../compile/compile-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import { count } from '../output/pretty-diagnostics.ts';
import type { FindingsFormat } from '../report/formats.ts';
import { renderers } from '../report/renderers.ts';
import type { Report } from '../report/report.ts';
import { reportOf } from '../report/report-of.ts';
import { repositoryPrefix } from '../report/repository-prefix.ts';

interface Options {
  readonly notes?: boolean;
  readonly output: FindingsFormat;
}

export async function run(io: Io, directory: string, { notes = false, output }: Options): Promise<number> {
  const tree = await directoryTree(directory);
  announce(io, 'compiling', tree.files.length, 'files');
  const compiled = await compileTree(tree);
  const report = reportOf(compiled, await repositoryPrefix(directory, io.env), io.clock.now());
  const text = output === 'pretty' ? await pretty(compiled, report, notes) : renderers[output](report, notes);
  if (text !== '') io.console.out(text);
  return hasErrors(compiled.result.diagnostics) ? exitCodes.error : exitCodes.ok;
}

async function pretty(compiled: CompiledTree, { contents }: Report, withNotes: boolean): Promise<string> {
  const findings = await renderFindings(compiled, withNotes);
  if (contents === undefined) return `${findings}\n`;
  const { manifests, endpoints, tools } = contents;
  const parts = [count(manifests, 'manifest'), count(endpoints, 'endpoint'), count(tools, 'tool')];
  const summary = `valid: ${parts.join(', ')} in ${count(compiled.tree.files.length, 'file')}`;
  return findings === '' ? summary : `${findings}\n\n${summary}`;
}
