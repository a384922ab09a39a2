import { problemKind } from '../../kernel/index.ts';

export const tokenRefused = problemKind<{ why: string }>({
  code: 'RSH8031',
  title: 'The API token is not accepted',
  help: 'Every call to a control plane presents an API token. `serve` writes the first one, with the role admin, into its state directory; others are made with `reshapr api-token create`.',
  message: ({ why }) => `the control plane refuses the token: ${why}`,
  hint: () => 'give a valid one with --token, RESHAPR_TOKEN or `reshapr login`',
});

export const roleNeeded = problemKind<{ role: string; needed: string }>({
  code: 'RSH8032',
  title: 'The API token has another role',
  help: 'Roles are gateway (opens the stream and nothing else), read, deploy (read, and apply and rollback) and admin (all, and tokens).',
  message: ({ role, needed }) => `this needs a token with the role ${needed}, the given one has ${role}`,
  hint: ({ needed }) => `make one with \`reshapr api-token create <name> --role ${needed}\``,
});

export const invalidRequest = problemKind<{ why: string }>({
  code: 'RSH8033',
  title: 'A request that makes no sense',
  help: 'The request does not fit the protocol. The client may be of another version.',
  message: ({ why }) => `the control plane cannot make sense of the request: ${why}`,
  hint: () => 'use the same version of reshapr on both sides',
});

export const otherOrganization = problemKind<{ wanted: string; own: string }>({
  code: 'RSH8034',
  title: 'The API token is for another organization',
  help: 'A token belongs to one organization, the part before its first dash, and reads and changes nothing of another. A source names its organization in reshapr.yaml. Nothing was changed.',
  message: ({ wanted, own }) => `the source is of organization '${wanted}', and the token is for '${own}'`,
  hint: ({ wanted }) =>
    `use a token of '${wanted}', or correct spec.organization in reshapr.yaml if that is the mistake`,
});
