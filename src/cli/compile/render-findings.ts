import type { CompileResult } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import { prettyDiagnostics, tally } from '../output/pretty-diagnostics.ts';

type Findings = Pick<CompileResult, 'diagnostics' | 'suppressed'>;

/** Bytes of a file whose lines are shown beside findings. */
const shownSize = 32 * 1024 * 1024;

/** Findings for a person, with the lines that they are about, and how many there are. */
export async function renderFindings(
  tree: SourceTree,
  { diagnostics, suppressed }: Findings,
  withNotes: boolean,
): Promise<string> {
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
