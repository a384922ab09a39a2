import { catalogue, type Explained } from '../../../src/cli/explain/catalogue.ts';
import { page, table } from './markdown.ts';

/** Every code, with what it means and what to do about it. */
export function findingsPage(): string {
  const all = catalogue();
  const problems = all.filter(({ severity }) => severity === 'problem');
  const findings = all.filter(({ severity }) => severity !== 'problem');
  return page('Findings and problems', 'the catalogue of `src/cli/explain`', [
    'Whatever goes wrong has a code that stays. *Findings* are about a tree of manifests: an error keeps it from being applied, a warning does not, a note (`info`) is shown with `--notes`. *Problems* are about a command or a process. `reshapr explain CODE` prints the same.',
    '## Findings about a tree',
    listed(findings),
    ...findings.map(part),
    '## Problems of commands and processes',
    listed(problems),
    ...problems.map(part),
  ]);
}

function listed(all: readonly Explained[]): string {
  const rows = all.map(({ code, severity, title }) => [link(code), severity, title]);
  return table(['code', 'severity', 'title'], rows);
}

function link(code: string): string {
  return `[${code}](#${code.toLowerCase()})`;
}

function part({ code, severity, title, help }: Explained): string {
  return `### ${code}\n\n**${title}** (${severity}). ${help}`;
}
