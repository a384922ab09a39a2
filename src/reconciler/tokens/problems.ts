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

export const tokenNameInvalid = problemKind<{ name: string }>({
  code: 'RSH8013',
  title: 'A name that no token can have',
  help: 'Names of tokens are letters, digits and `_ . : @ -`, at most 100 of them.',
  message: ({ name }) => `'${name}' is no name for a token`,
  hint: () => 'use letters, digits and _ . : @ -',
});
