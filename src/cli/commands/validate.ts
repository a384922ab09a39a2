import { hasErrors } from '../../kernel/index.ts';
import { directoryTree } from '../../source/index.ts';
import { compileTree, renderFindings } from '../compile/compile-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';

interface Options {
  readonly notes?: boolean;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, directory: string, { notes = false, output }: Options): Promise<number> {
  const tree = await directoryTree(directory);
  announce(io, 'compiling', tree.files.length, 'files');
  const compiled = await compileTree(tree);
  const { diagnostics, compiled: result } = compiled.result;
  if (output === 'json') io.console.out(json({ valid: result !== undefined, findings: diagnostics }));
  else {
    const findings = await renderFindings(compiled, notes);
    if (findings !== '') io.console.out(`${findings}\n`);
    if (result !== undefined) io.console.out(summaryOf(result.snapshot.objects, compiled.tree.files.length));
  }
  return hasErrors(diagnostics) ? exitCodes.error : exitCodes.ok;
}

function summaryOf(objects: readonly { readonly kind: string }[], files: number): string {
  const of = (kind: string): number => objects.filter((object) => object.kind === kind).length;
  const parts = [
    count(of('manifest'), 'manifest'),
    count(of('exposition'), 'endpoint'),
    count(of('tool'), 'tool'),
  ];
  return `valid: ${parts.join(', ')} in ${count(files, 'file')}`;
}
