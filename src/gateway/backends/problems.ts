import { problemKind } from '../../kernel/index.ts';

export const argumentRefused = problemKind<{ argument: string; why: string }>({
  code: 'RSH9101',
  title: 'An argument that cannot be sent to the backend',
  help: 'An argument became part of a path, a header or a body in which it has no safe form: it is missing, would lead to another path, or holds a line break.',
  message: ({ argument, why }) => `argument '${argument}' ${why}`,
});
