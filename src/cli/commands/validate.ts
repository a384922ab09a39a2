import { hasErrors } from '../../kernel/index.ts';
import { directoryTree } from '../../source/index.ts';
import { cacheOf } from '../cache/cache-of.ts';
import type { TreeOutcome } from '../compile/outcome.ts';
import { renderFindings } from '../compile/render-findings.ts';
import { validateTree } from '../compile/validate-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import { count } from '../output/pretty-diagnostics.ts';
import type { FindingsFormat } from '../report/formats.ts';
import type { Report } from '../report/report.ts';
import { reportOf } from '../report/report-of.ts';
import { repositoryPrefix } from '../report/repository-prefix.ts';

interface Options {
  readonly notes?: boolean;
  readonly output: FindingsFormat;
  readonly cache: boolean;
}

export async function run(
  io: Io,
  directory: string,
  { notes = false, output, cache }: Options,
): Promise<number> {
  const tree = await directoryTree(directory);
  announce(io, 'compiling', tree.files.length, 'files');
  const validated = await validateTree(tree, cache ? cacheOf(io.env) : undefined);
  const { outcome } = validated;
  const report = reportOf(tree, outcome, await repositoryPrefix(directory, io.env), io.clock.now());
  const text = await render(validated, report, notes, output);
  if (text !== '') io.console.out(text);
  return hasErrors(outcome.diagnostics) ? exitCodes.error : exitCodes.ok;
}

async function render(
  validated: TreeOutcome,
  report: Report,
  notes: boolean,
  output: FindingsFormat,
): Promise<string> {
  if (output === 'pretty') return pretty(validated, report, notes);
  const { renderers } = await import('../report/renderers.ts');
  return renderers[output](report, notes);
}

async function pretty(
  { tree, outcome }: TreeOutcome,
  { contents }: Report,
  withNotes: boolean,
): Promise<string> {
  const findings = await renderFindings(tree, outcome, withNotes);
  if (contents === undefined) return `${findings}\n`;
  const { manifests, endpoints, tools } = contents;
  const parts = [count(manifests, 'manifest'), count(endpoints, 'endpoint'), count(tools, 'tool')];
  const summary = `valid: ${parts.join(', ')} in ${count(tree.files.length, 'file')}`;
  return findings === '' ? summary : `${findings}\n\n${summary}`;
}
