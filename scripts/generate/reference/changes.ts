import { type ChangeName, changeKinds, changeNames } from '../../../src/snapshot/index.ts';
import { code, page, table } from './markdown.ts';

const groups: readonly (readonly [title: string, pattern: RegExp])[] = [
  ['Endpoints', /^(endpoint|service-url|access|backend|cache)-/],
  ['Tools', /^(tool|filter)-/],
  ['Arguments of tools', /^input-/],
  ['Answers of tools', /^output-/],
  ['Prompts', /^prompt-/],
  ['Resources', /^resource-/],
];

/** Every kind of change that a plan names, with its class and the reason for it. */
export function changesPage(): string {
  return page('Changes', '`src/snapshot/surface-diff/kinds`', [
    'What `reshapr plan` says of a change, and what it means for a client that was built against the old surface. *Breaking*: something that worked does not any more. *Dangerous*: it goes on working, and may mean something else. *Safe*: nothing that worked is touched. The kinds are those of `contract.changes[].kind` in [`schemas/Plan.json`](../../schemas/Plan.json); examples say `x` for a place, `A` and `B` for what was and is there.',
    ...groups.map(([title, pattern]) =>
      [`## ${title}`, kindTable(changeNames.filter((name) => pattern.test(name)))].join('\n\n'),
    ),
  ]);
}

function kindTable(names: readonly ChangeName[]): string {
  return table(
    ['kind', 'class', 'is said as', 'what a client meets'],
    names.map((name) => {
      const { class: level, text, reason } = changeKinds[name];
      return [code(name), level, text({ path: 'x', was: 'A', is: 'B' }), reason];
    }),
  );
}
