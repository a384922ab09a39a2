import { findingKind } from '../../kernel/index.ts';

export const unreadableFile = findingKind<{ reason: string }>({
  code: 'RSH1001',
  severity: 'error',
  title: 'A file cannot be read',
  help: 'The file is in the tree, but the system refuses to give its bytes: look at its permissions, or at what a symbolic link points to.',
  message: ({ reason }) => `cannot read this file: ${reason}`,
  hint: () => 'make the file readable, or take it out of the tree',
});

export const invalidUtf8 = findingKind<{ offset: number }>({
  code: 'RSH1002',
  severity: 'error',
  title: 'A file is not UTF-8',
  help: 'Manifests and specs are UTF-8 text. Convert the file, for instance with `iconv -f latin1 -t utf-8`.',
  message: ({ offset }) => `not UTF-8: byte ${offset} starts no character`,
  hint: () => 'save the file as UTF-8',
});

export const fileTooLarge = findingKind<{ size: number; limit: number; as?: string }>({
  code: 'RSH1003',
  severity: 'error',
  title: 'A file is too large',
  help: 'Files have a size limit, so that one file cannot exhaust a build. A spec of this size is usually one with every reference written out: use the variant of it that keeps its `$ref`s.',
  message: ({ size, limit, as }) =>
    `${megabytes(size)} MB is more than the ${megabytes(limit)} MB that one file may have${as === undefined ? '' : ` as ${as}`}`,
  hint: ({ as }) =>
    `use the variant of the spec that keeps its $refs, ${as === undefined ? '' : 'save it as JSON, '}or split it`,
});

export const syntaxError = findingKind<{ message: string }>({
  code: 'RSH1004',
  severity: 'error',
  title: 'YAML or JSON syntax',
  help: 'The text is no YAML (or JSON). Nothing else of this file is looked at until it is; all other files are.',
  message: ({ message }) => message,
  hint: ({ message }) =>
    message.startsWith('Nested mappings')
      ? 'put the value in quotes if the colon is part of it, or correct the indentation'
      : 'correct the text here, or just before',
});

export const duplicateKey = findingKind<{ key: string }>({
  code: 'RSH1005',
  severity: 'error',
  title: 'A key is given twice',
  help: 'A mapping may have each key once. Two values for one key are a mistake that most tools settle silently, each in its own way.',
  message: ({ key }) => `the key '${key}' is given twice`,
  hint: ({ key }) =>
    key === 'apiVersion' || key === 'kind'
      ? 'keep one of the two; in YAML, two manifests have a line --- between them'
      : 'keep one of the two',
});

export const aliasesRefused = findingKind<{ reason: string }>({
  code: 'RSH1006',
  severity: 'error',
  title: 'YAML aliases that go round or grow without bound',
  help: 'An alias that contains itself has no finite value, and aliases of aliases can make a small file stand for gigabytes. Write the value out.',
  message: ({ reason }) => reason,
  hint: () => 'write the value out instead of using an alias',
});

export const tooDeep = findingKind<{ limit: number }>({
  code: 'RSH1007',
  severity: 'error',
  title: 'A value is nested too deeply',
  help: 'Values may be nested 200 levels deep.',
  message: ({ limit }) => `nested more than ${limit} levels deep`,
  hint: () => 'give the inner values a place of their own',
});

export const notJson = findingKind<{ what: string }>({
  code: 'RSH1008',
  severity: 'error',
  title: 'YAML that JSON cannot express',
  help: 'Manifests and specs are compiled to JSON, which has no infinities, no NaN, no half surrogates and only text as keys.',
  message: ({ what }) => `${what} has no equal in JSON`,
  hint: () => 'write it as text, in quotes',
});

export const yamlWarning = findingKind<{ message: string }>({
  code: 'RSH1009',
  severity: 'warning',
  title: 'YAML that does not say what it seems to',
  help: 'The text parses, but a part of it has no meaning here, such as a tag that nothing defines.',
  message: ({ message }) => message,
  hint: () => 'remove it, or put the value in quotes',
});

export const tooManyValues = findingKind<{ limit: number }>({
  code: 'RSH1010',
  severity: 'error',
  title: 'A JSON file with too many values',
  help: 'A value may take a hundred times the memory of its text, so that values have a limit of their own. The largest public specs, with every reference written out, stay well below it.',
  message: ({ limit }) => `more than the ${limit} values that one file may have`,
  hint: () => 'use the variant of the spec that keeps its $refs, or split it',
});

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
