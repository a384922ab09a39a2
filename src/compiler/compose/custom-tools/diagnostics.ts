import { findingKind } from '../../../kernel/index.ts';

export const unknownTarget = findingKind<{
  target: string;
  service: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5040',
  severity: 'error',
  title: 'A custom tool that calls nothing',
  help: '`tool` of a custom tool names an operation of the service (`GET /orders`) or the tool that is made of it (`get_orders`). With the name of the tool, the tool itself leaves the list of the endpoint. An operation that the Service leaves out cannot be called.',
  message: ({ target, service }) => `${service} has no operation or tool '${target}'`,
  hint: ({ suggestion }) => suggestion ?? 'write an operation like GET /orders, or the name of its tool',
});

export const undeclaredPlaceholder = findingKind<{
  path: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5041',
  severity: 'error',
  title: 'A placeholder for an argument that is not declared',
  help: 'A placeholder names an argument of the custom tool by the path through the `properties` of its `input`, with dots: `${page.size}`. Nothing else can ever have a value.',
  message: ({ path }) => `input declares no '${path}'`,
  hint: ({ suggestion }) => suggestion ?? 'declare it under input.properties',
});

export const objectPlaceholder = findingKind<{ path: string; member: string | undefined }>({
  code: 'RSH5042',
  severity: 'warning',
  title: 'A placeholder for an object',
  help: 'Only the members of an object can be placed, not the object as a whole. The argument that the placeholder stands for is left out of every call.',
  message: ({ path }) => `'${path}' is an object, so this argument is never sent`,
  hint: ({ path, member }) => `place its members one by one, \${${path}.${member ?? 'member'}}`,
});

export const literalPlaceholder = findingKind<{ text: string; why: string; hint: string }>({
  code: 'RSH5043',
  severity: 'warning',
  title: 'A placeholder that is not replaced',
  help: 'A text is a placeholder when it is `${path}` from its first character to its last. Inside a longer text, with spaces around it or in a list nothing is replaced: the text is sent as it is written.',
  message: ({ text, why }) => `'${text}' ${why}`,
  hint: ({ hint }) => hint,
});

export const illegalToolName = findingKind<{ name: string; why: string; legal: string }>({
  code: 'RSH5044',
  severity: 'error',
  title: 'A tool name that clients refuse',
  help: 'Tool names have 1 to 64 characters, out of letters, digits, `_` and `-`. Many model APIs accept no other, and refuse the whole list for one of them.',
  message: ({ name, why }) => `the tool name '${name}' ${why}`,
  hint: ({ legal }) => `call it ${legal}`,
});

export const badInputSchema = findingKind<{ problem: string; hint: string | undefined }>({
  code: 'RSH5045',
  severity: 'error',
  title: 'An input that is no JSON Schema',
  help: '`input` of a custom tool is a JSON Schema (2020-12): models are shown it, and arguments are checked against it.',
  message: ({ problem }) => problem,
  hint: ({ hint }) => hint ?? 'correct it, or leave it out',
});

export const unknownTargetArgument = findingKind<{
  argument: string;
  target: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5046',
  severity: 'error',
  title: 'An argument that the called tool does not have',
  help: '`arguments` of a custom tool is a template of the arguments of the tool that it calls. That tool refuses what its input schema does not know.',
  message: ({ argument, target }) => `${target} has no argument '${argument}'`,
  hint: ({ suggestion }) => suggestion ?? 'remove it',
});

export const missingTargetArgument = findingKind<{ argument: string; target: string }>({
  code: 'RSH5047',
  severity: 'error',
  title: 'A required argument that is never sent',
  help: 'The called tool requires an argument that the template does not give, so every call would be refused.',
  message: ({ argument, target }) => `${target} requires '${argument}', which is not among the arguments`,
  hint: ({ argument }) => `add ${argument}: under arguments`,
});

export const unfitTargetArgument = findingKind<{ argument: string; target: string; problem: string }>({
  code: 'RSH5048',
  severity: 'error',
  title: 'An argument that the called tool refuses',
  help: 'What the template sends does not fit the input schema of the called tool: a literal value of another type, or an argument whose declared type can never fit.',
  message: ({ argument, target, problem }) => `${target} refuses '${argument}': ${problem}`,
  hint: () => 'write a value that fits the input schema of the called tool',
});

export const optionalForRequired = findingKind<{ path: string; argument: string; target: string }>({
  code: 'RSH5049',
  severity: 'warning',
  title: 'A required argument made of an optional one',
  help: 'A placeholder without a value is left out. Where the called tool requires the argument, a call without a value is refused by it instead of by the input schema of the custom tool, which a model could have known.',
  message: ({ path, argument, target }) => `${target} requires '${argument}', but '${path}' may be left out`,
  hint: ({ path }) => `list ${path.split('.').at(-1)} under required`,
});

export const unusedInput = findingKind<{ path: string }>({
  code: 'RSH5050',
  severity: 'warning',
  title: 'An argument that nothing uses',
  help: 'A model is asked for this argument, and it has no effect: no placeholder names it.',
  message: ({ path }) => `no placeholder uses '${path}'`,
  hint: ({ path }) => `write \${${path}} where it should go, or remove it from input`,
});

export const fieldWithoutEffect = findingKind<{ field: string; form: string }>({
  code: 'RSH5051',
  severity: 'warning',
  title: 'A field that has no effect in this form',
  help: 'A custom tool is either declarative (`tool` and `arguments`) or scripted (`script` and `tools`). reShapr accepts the list or the template of the other form and passes over it.',
  message: ({ field, form }) => `${field} has no effect in a ${form} tool`,
  hint: () => 'remove it',
});

export const unknownKeyword = findingKind<{ keyword: string; suggestion: string }>({
  code: 'RSH5052',
  severity: 'warning',
  title: 'A keyword that JSON Schema does not have',
  help: 'JSON Schema passes over keywords that it does not know, so a mistyped one has no effect.',
  message: ({ keyword }) => `JSON Schema has no keyword '${keyword}'`,
  hint: ({ suggestion }) => suggestion,
});
