import { problemKind } from '../../kernel/index.ts';

export const tokenNameTaken = problemKind<{ name: string }>({
  code: 'RSH8011',
  title: 'A token of this name exists',
  help: 'Names of tokens that can be used are unique in the organization, so that `revoke` hits what is meant.',
  message: ({ name }) => `there is a token '${name}' already`,
  hint: ({ name }) => `renew it with \`reshapr api-token renew ${name}\`, or choose another name`,
});

export const tokenUnknown = problemKind<{ name: string }>({
  code: 'RSH8012',
  title: 'No such token',
  help: 'There is no token with this name or id that can still be used.',
  message: ({ name }) => `there is no token '${name}'`,
  hint: () => 'list them with `reshapr api-token list`',
});
