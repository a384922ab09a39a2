import { findingKind } from '../../../kernel/index.ts';

export const unresolvedRef = findingKind<{ ref: string; suggestion: string | undefined }>({
  code: 'RSH4001',
  severity: 'error',
  title: 'A $ref that points to nothing',
  help: 'The reference names a part of this file, or of another file of the tree, that does not exist. References are resolved when the tree is compiled, so a gateway never meets a broken one.',
  message: ({ ref }) => `$ref '${ref}' points to nothing`,
  hint: ({ suggestion }) => suggestion ?? 'add what it points to, or correct the path',
});

export const remoteRef = findingKind<{ ref: string }>({
  code: 'RSH4002',
  severity: 'error',
  title: 'A $ref that leaves the tree',
  help: 'Compiling never touches the network and never leaves the tree, so that the same commit always gives the same snapshot.',
  message: ({ ref }) => `$ref '${ref}' leaves the tree`,
  hint: () => 'copy the file into the tree and refer to it there',
});

export const endlessRef = findingKind<{ ref: string }>({
  code: 'RSH4003',
  severity: 'error',
  title: 'A $ref that only leads back to itself',
  help: 'A schema may refer to itself from one of its parts; a reference that is nothing but a reference to itself has no meaning.',
  message: ({ ref }) => `$ref '${ref}' leads back to itself`,
  hint: () => 'let one of these references point to a schema that says something',
});

export const malformedSpec = findingKind<{ what: string; expected: string }>({
  code: 'RSH4005',
  severity: 'error',
  title: 'A spec that is not built as OpenAPI asks',
  help: 'The importer needs this part of the spec and it has the wrong form.',
  message: ({ what, expected }) => `${what} must be ${expected}`,
  hint: () => 'correct the spec here',
});

export const structureProblem = findingKind<{ problem: string; hint: string }>({
  code: 'RSH4006',
  severity: 'warning',
  title: 'A spec that its own standard does not allow',
  help: 'The spec has a field that OpenAPI does not have, lacks one that it asks for, or gives one in the wrong form. What the importer could make sense of is offered all the same.',
  message: ({ problem }) => problem,
  hint: ({ hint }) => hint,
});

export const unsupportedBody = findingKind<{ operation: string; types: string }>({
  code: 'RSH4007',
  severity: 'warning',
  title: 'A request body that cannot be sent',
  help: 'The operation takes a body only as parts without names (`multipart/related` and the like), for which OpenAPI does not say how they follow from a schema, or in no media type at all. It becomes no tool.',
  message: ({ operation, types }) => `${operation} becomes no tool: its body is ${types}`,
  hint: () => 'exclude the operation, or offer its body as JSON or as multipart/form-data too',
});

export const otherBodyTypes = findingKind<{ chosen: string; others: string }>({
  code: 'RSH4008',
  severity: 'info',
  title: 'Other media types for a body',
  help: 'A tool sends its body in one media type. Others of the operation have another schema, which is not offered.',
  message: ({ chosen, others }) => `bodies are sent as ${chosen}, never as ${others}`,
});

export const ownServers = findingKind<Record<string, never>>({
  code: 'RSH4009',
  severity: 'warning',
  title: 'Servers of a path or an operation',
  help: 'Calls go to the `backendEndpoint` of the ConfigurationPlan. The spec says that this part is served elsewhere.',
  message: () => 'these servers are not used: calls go to the backendEndpoint of the plan',
  hint: () => 'exclude the operation, or make it a service of its own',
});

export const notOffered = findingKind<{ what: string }>({
  code: 'RSH4010',
  severity: 'info',
  title: 'Parts of a spec that are no operations',
  help: 'Webhooks, callbacks and links describe calls that the backend makes, or relations between calls. They become no tools.',
  message: ({ what }) => `${what} become no tools`,
});

export const nameTaken = findingKind<{ operation: string; name: string; holder: string; instead: string }>({
  code: 'RSH4011',
  severity: 'warning',
  title: 'Two operations with one tool name',
  help: 'Tool names are made from method and path in lower case, so two operations can come to the same name. The first keeps it, the second gets a suffix that depends on nothing but itself.',
  message: ({ operation, name, holder, instead }) =>
    `${operation} is offered as ${instead}: ${holder} has the name ${name}`,
  hint: () => 'exclude one of the two operations if a model would mix them up',
});

export const noOutputSchema = findingKind<{ why: string }>({
  code: 'RSH4012',
  severity: 'info',
  title: 'A tool without an output schema',
  help: 'MCP asks that a tool with an output schema always answers by it. This operation may also answer in another way.',
  message: ({ why }) => `no output schema: ${why}`,
});

export const ambiguousParameter = findingKind<{ name: string; why: string }>({
  code: 'RSH4013',
  severity: 'warning',
  title: 'A parameter that cannot be sent as the spec says',
  help: 'The spec asks for a serialization that OpenAPI leaves undefined or that the gateway does not know.',
  message: ({ name, why }) => `parameter '${name}': ${why}`,
  hint: () => 'correct the parameter in the spec',
});

export const missingPathParameter = findingKind<{ name: string; path: string }>({
  code: 'RSH4014',
  severity: 'error',
  title: 'A path template whose parameter is not declared',
  help: 'Every `{name}` of a path needs a parameter with `in: path`, on the operation or on the path.',
  message: ({ name, path }) => `${path} has no parameter for {${name}}`,
  hint: ({ name }) => `declare a parameter with name: ${name} and in: path`,
});

export const unsupportedKeyword = findingKind<{ keyword: string }>({
  code: 'RSH4015',
  severity: 'warning',
  title: 'A schema keyword that has no effect',
  help: 'The keyword cannot be carried over to the schema of a tool, so arguments are not checked against it.',
  message: ({ keyword }) => `'${keyword}' is not carried over`,
  hint: () => 'say the same with keywords of JSON Schema 2020-12, or remove it',
});

export const illegalToolName = findingKind<{ name: unknown }>({
  code: 'RSH4016',
  severity: 'error',
  title: 'A chosen tool name that is not legal',
  help: '`x-reshapr-tool-name` gives an operation the name of its tool. MCP clients and model APIs accept letters, digits, `_` and `-`, at most 64 of them.',
  message: ({ name }) => `${JSON.stringify(name)} is not a legal tool name`,
  hint: () => 'use letters, digits, _ and -, at most 64 of them',
});

export const nameChosenTwice = findingKind<{ name: string }>({
  code: 'RSH4017',
  severity: 'error',
  title: 'A tool name that two operations choose',
  help: 'Tool names are unique in a service. `x-reshapr-tool-name` of two operations gives both the same one.',
  message: ({ name }) => `the tool name '${name}' is chosen by another operation too`,
  hint: () => 'choose another name for one of the two',
});

export const ignoredHint = findingKind<{ keyword: string; why: string }>({
  code: 'RSH4018',
  severity: 'info',
  title: 'A part of a schema that tools do not carry',
  help: 'OpenAPI 3.0 ignores what stands beside a `$ref`, though tools carry a title and a description; 3.1 no longer has `nullable`.',
  message: ({ keyword, why }) => `'${keyword}' is not carried over: ${why}`,
});

export const unusedRef = findingKind<{ ref: string }>({
  code: 'RSH4020',
  severity: 'warning',
  title: 'A $ref that points to nothing, where no operation meets it',
  help: 'No tool depends on this reference, so nothing that is offered is wrong. What it was written for is missing all the same.',
  message: ({ ref }) => `$ref '${ref}' points to nothing; no operation uses it`,
  hint: () => 'correct the reference, or remove the part that has it',
});

export const credentialParameter = findingKind<{ name: string; scheme: string }>({
  code: 'RSH4021',
  severity: 'info',
  title: 'A parameter that carries a credential',
  help: 'The parameter is the API key of a security scheme. Credentials are never arguments: a gateway adds them from the `backendSecretRef` of the ConfigurationPlan.',
  message: ({ name, scheme }) =>
    `parameter '${name}' is no argument: it is the credential of the security scheme '${scheme}'`,
});
