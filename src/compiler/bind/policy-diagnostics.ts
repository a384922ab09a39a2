import { findingKind } from '../../kernel/index.ts';

export const badExpression = findingKind<{ why: string }>({
  code: 'RSH8040',
  severity: 'error',
  title: 'An expression of a Policy that says nothing of a plan',
  help: 'The expression of a `Policy` is CEL (Common Expression Language) over `plan`, the JSON form of a plan, and is true or false. Names of fields and types are checked here, so that no policy fails where it is needed. `docs/reference/policies.md` lists the fields.',
  message: ({ why }) => `this expression cannot be evaluated: ${why}`,
  hint: () => 'the fields of `plan` are listed in docs/reference/policies.md',
});
