import { findingKind } from '../../kernel/index.ts';

export const headerNameInvalid = findingKind<{ name: string }>({
  code: 'RSH6066',
  severity: 'error',
  title: 'A name that no header has',
  help: 'The name of a header is of letters, digits and a few signs, without spaces, colons and line breaks (RFC 9110, 5.6.2). There are no patterns: each header is named.',
  message: ({ name }) => `${JSON.stringify(name)} is no name of a header`,
  hint: ({ name }) =>
    name.includes('*') ? 'name each header by itself' : 'write a name like X-Tenant, without its value',
});

export const headerNeverPasses = findingKind<{ name: string; why: string; isToken: boolean }>({
  code: 'RSH6067',
  severity: 'warning',
  title: 'A header that never passes',
  help: "Some headers never pass between client and backend, whatever a policy says: those of a connection or of the form of a message, those of MCP and of the gateway, the credential that the caller shows to the gateway, and of an answer those that clients would take as the gateway's own word. Cookies of a client pass when `cookie` is named.",
  message: ({ name, why }) => `the header ${name} does not pass here: ${why}`,
  hint: ({ isToken }) =>
    isToken
      ? 'name the credential of the backend with backendSecretRef, or let clients send it in a header of its own and rename that'
      : 'remove it',
});

export const headersDeniedOnly = findingKind<Record<string, never>>({
  code: 'RSH6068',
  severity: 'warning',
  title: 'A header policy that lets nothing pass',
  help: 'No header passes unless `allow` or `rename` names it, so `deny` alone denies what does not pass anyway. Of the request it counts for `forwarded`, `x-forwarded-for`, `traceparent` and `tracestate`, which the gateway sends by itself.',
  message: () => 'deny names headers that do not pass anyway: none does unless it is allowed',
  hint: () => 'name the headers that are to pass in allow, or remove deny',
});

export const headerAmbiguous = findingKind<{ name: string; why: string }>({
  code: 'RSH6069',
  severity: 'error',
  title: 'A header that two rules say different things of',
  help: 'A header is allowed or denied, and is renamed once; of two headers with the same name in the end only one could be sent.',
  message: ({ name, why }) => `the header ${name} ${why}`,
  hint: () => 'keep one of the two',
});
