import { findingKind } from '../../kernel/index.ts';

export const unreadLanguage = findingKind<{ language: string; languages: string }>({
  code: 'RSH4004',
  severity: 'error',
  title: 'A spec that no importer reads',
  help: 'A spec is recognized by what it says, and by the end of its name where it is neither YAML nor JSON.',
  message: ({ language }) => `this is ${language}, and no importer reads it`,
  hint: ({ language, languages }) =>
    language.includes('number') ? 'put the version in quotes, like "3.0.3"' : `${languages} are read`,
});
