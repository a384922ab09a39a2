import { findingKind } from '../../../kernel/index.ts';

export const unknownFilteredTool = findingKind<{
  tool: string;
  service: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5055',
  severity: 'error',
  title: 'A filter for a tool that does not exist',
  help: 'Filters are named after the tool whose answers they filter: the name of a custom tool, or the tool name of an operation (`get_orders`, not `GET /orders`). A filter for another name would filter nothing.',
  message: ({ tool, service }) => `${service} has no tool '${tool}'`,
  hint: ({ suggestion }) => suggestion ?? 'write the name of a tool, as clients call it',
});

export const hiddenFilteredTool = findingKind<{ tool: string; plans: string; hint: string }>({
  code: 'RSH5056',
  severity: 'warning',
  title: 'A filter for a tool that no plan offers',
  help: 'The filter is included by ConfigurationPlans, but none of them offers the tool: it is not selected, or a custom tool has taken its place. The answers of a tool that a custom tool calls are filtered under the name of the custom tool.',
  message: ({ tool, plans }) => `${plans} does not offer '${tool}'`,
  hint: ({ hint }) => hint,
});

export const incompletePatch = findingKind<{ op: string; field: string }>({
  code: 'RSH5057',
  severity: 'error',
  title: 'A patch that can never be applied',
  help: '`move` and `copy` need `from`; `add`, `replace` and `test` need `value` (RFC 6902, 4). A filter with such a patch fails at every answer.',
  message: ({ op, field }) => `a patch with op: ${op} needs '${field}'`,
  hint: ({ field }) => `add ${field}:`,
});

export const ineffectivePatch = findingKind<{ problem: string; hint: string }>({
  code: 'RSH5058',
  severity: 'warning',
  title: 'A patch that does not do what it seems to',
  help: 'A field that the operation does not use has no effect, and patches that only test change nothing: a `test` that fails makes the whole filter fail.',
  message: ({ problem }) => problem,
  hint: ({ hint }) => hint,
});

export const impossiblePointer = findingKind<{ pointer: string; tool: string; hint: string }>({
  code: 'RSH5059',
  severity: 'warning',
  title: 'A pointer to something that the answer cannot have',
  help: 'The output schema of the tool has no such part, so nothing is kept, or the patch fails. In `jsonRetain` lists are crossed: `/items/name` is the name of every item.',
  message: ({ pointer, tool }) => `the answers of ${tool} have no ${pointer}`,
  hint: ({ hint }) => hint,
});

export const emptyRetain = findingKind<{ tool: string }>({
  code: 'RSH5060',
  severity: 'warning',
  title: 'A filter that keeps nothing',
  help: 'No pointer of `jsonRetain` leads to anything, so that all of the answer is dropped. `/` is the member with the empty name, not the whole answer.',
  message: ({ tool }) => `nothing of the answers of ${tool} is kept`,
  hint: () => 'write a pointer to each part that is kept, like /items/name',
});

export const ineffectiveFilter = findingKind<{ problem: string; hint: string }>({
  code: 'RSH5061',
  severity: 'warning',
  title: 'A filter, or a part of one, that changes nothing',
  help: '`convertToToon: false` and `compact: false` say what is so anyway, and `compact` has no options.',
  message: ({ problem }) => problem,
  hint: ({ hint }) => hint,
});
