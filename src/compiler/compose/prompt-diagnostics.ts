import { findingKind } from '../../kernel/index.ts';

export const undeclaredPlaceholder = findingKind<{
  name: string;
  prompt: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5020',
  severity: 'warning',
  title: 'A placeholder that no argument fills',
  help: 'In the `result` of a prompt `${name}` is replaced by the argument of that name. Without such an argument the text keeps the placeholder as it stands.',
  message: ({ name, prompt }) => `prompt '${prompt}' has no argument '${name}' for \${${name}}`,
  hint: ({ name, suggestion }) => suggestion ?? `add an argument ${name}, or write the text without \${}`,
});

export const unusedArgument = findingKind<{ name: string; prompt: string; suggestion: string | undefined }>({
  code: 'RSH5021',
  severity: 'warning',
  title: 'An argument of a prompt that is never used',
  help: 'The argument is asked of the user, but the `result` of the prompt has no placeholder for it.',
  message: ({ name, prompt }) => `the result of prompt '${prompt}' does not use the argument '${name}'`,
  hint: ({ name, suggestion }) => suggestion ?? `write \${${name}} where it goes, or remove it`,
});

export const nestedPlaceholder = findingKind<{ prompt: string; text: string }>({
  code: 'RSH5022',
  severity: 'warning',
  title: 'A placeholder inside of another',
  help: 'Placeholders are filled in one pass, and what fills one is never looked into: only the inner one is replaced.',
  message: ({ prompt, text }) => `in prompt '${prompt}' '${text}' is a placeholder inside of another`,
  hint: () => 'write one argument for all of it',
});

export const duplicateArgument = findingKind<{ name: string; prompt: string }>({
  code: 'RSH5023',
  severity: 'error',
  title: 'Two arguments of a prompt with one name',
  help: 'Arguments are given by name, so a name can have only one.',
  message: ({ name, prompt }) => `prompt '${prompt}' has two arguments '${name}'`,
  hint: () => 'rename one, or remove it',
});
