import { problemKind } from '../../kernel/index.ts';

export const removesMuch = problemKind<{
  what: string;
  count: number;
  hold: boolean;
}>({
  code: 'RSH8028',
  title: 'The change removes much',
  help: 'A tree that lost everything, a gateway group without any endpoint left, or more than a tenth of the tools that the organization offers are more often a mistake (a wrong path, a failed checkout) than a wish. The number counts endpoints, tools of endpoints that stay, and gateway groups. Nothing was changed.',
  message: ({ what }) => `this would remove ${what}`,
  hint: ({ count, hold }) =>
    `if it is meant: reshapr apply <dir-or-plan> --confirm-removals ${count}${hold ? ' --hold' : ''}`,
});

export const unknownSource = problemKind<{ source: string; known: readonly string[] }>({
  code: 'RSH8100',
  title: 'No such source',
  help: 'A source is named by the name in its `reshapr.yaml`, and is there from its first revision on.',
  message: ({ source }) => `nothing of source '${source}' is deployed`,
  hint: ({ known }) => (known.length === 0 ? 'nothing is deployed at all' : `there is ${known.join(', ')}`),
});
