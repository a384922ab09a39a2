import { findingKind } from '../kernel/index.ts';

export const wrongApiVersion = findingKind<{ given: string; expected: string }>({
  code: 'RSH2001',
  severity: 'error',
  title: 'An apiVersion that is not known',
  help: 'Manifests carry `apiVersion: reshapr.io/v1alpha1`. A file with one of our kinds and another apiVersion is most likely mistyped, so it is not passed over.',
  message: ({ given }) => `apiVersion '${given}' is not known`,
  hint: ({ expected }) => `write apiVersion: ${expected}`,
});

export const unknownKind = findingKind<{ given: string; suggestion: string | undefined; kinds: string }>({
  code: 'RSH2002',
  severity: 'error',
  title: 'A kind that does not exist',
  help: 'The kinds are listed by `reshapr schema`.',
  message: ({ given }) => `there is no kind '${given}'`,
  hint: ({ suggestion, kinds }) => suggestion ?? `the kinds are ${kinds}`,
});

const unknownFieldHelp =
  'Nothing in a manifest is ignored in silence: a field that no schema knows is most often a typing error. In the bare form of an artifact, where reShapr allows other fields, this is a warning.';

export const unknownField = findingKind<{ field: string; where: string; suggestion: string | undefined }>({
  code: 'RSH2003',
  severity: 'error',
  title: 'A field that does not exist',
  help: unknownFieldHelp,
  message: ({ field, where }) => `${where} has no field '${field}'`,
  hint: ({ suggestion }) => suggestion ?? 'remove it',
});

export const missingField = findingKind<{ field: string; where: string }>({
  code: 'RSH2004',
  severity: 'error',
  title: 'A field that is missing',
  help: 'The field is required. `reshapr schema <Kind>` prints what a kind is made of.',
  message: ({ field, where }) => `${where} needs the field '${field}'`,
  hint: ({ field }) => `add ${field}:`,
});

export const wrongValue = findingKind<{ where: string; problem: string; hint?: string | undefined }>({
  code: 'RSH2005',
  severity: 'error',
  title: 'A value of the wrong kind',
  help: 'The value is not what the schema of this field asks for. `reshapr schema <Kind>` prints it.',
  message: ({ where, problem }) => `${where}: ${problem}`,
  hint: ({ hint }) => hint ?? '`reshapr schema <Kind>` prints what is allowed here',
});

export const notAMapping = findingKind<{ received: string }>({
  code: 'RSH2006',
  severity: 'error',
  title: 'A document that is no mapping',
  help: 'A manifest is a mapping with `apiVersion` and `kind`.',
  message: ({ received }) => `a manifest is a mapping, this is ${received}`,
  hint: () => 'put each manifest into a document of its own, with --- between them',
});

export const clusterStatus = findingKind<Record<string, never>>({
  code: 'RSH2007',
  severity: 'info',
  title: 'A status written by a controller',
  help: 'The manifest was read back from a cluster. `status` is not part of what is wanted and is not compiled.',
  message: () => 'status is not compiled',
  hint: () => 'remove it',
});
