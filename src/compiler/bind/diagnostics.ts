import { findingKind } from '../../kernel/index.ts';

export const noProject = findingKind<Record<string, never>>({
  code: 'RSH3001',
  severity: 'error',
  title: 'A source without reshapr.yaml',
  help: 'A source is a tree with a `Project` manifest, `reshapr.yaml`, at its root. It gives the source its id and its organization.',
  message: () => 'this tree has no reshapr.yaml with kind: Project',
  hint: () => 'run `reshapr init`, or point at the folder that holds reshapr.yaml',
});

export const secondProject = findingKind<Record<string, never>>({
  code: 'RSH3002',
  severity: 'error',
  title: 'A second Project in one source',
  help: 'A source has one `Project`, in `reshapr.yaml` at its root.',
  message: () => 'this source has a Project already',
  hint: () => 'keep the one in reshapr.yaml',
});

export const defined = findingKind<{ kind: string; name: string }>({
  code: 'RSH3003',
  severity: 'error',
  title: 'Two manifests with one identity',
  help: 'Identities are unique: a Service by name and version, a ConfigurationPlan by service and name, an Exposition by service, plan and group, everything else by name.',
  message: ({ kind, name }) => `${kind} '${name}' is defined twice`,
  hint: () => 'rename or remove one of them',
});

export const dangling = findingKind<{ kind: string; name: string; suggestion: string | undefined }>({
  code: 'RSH3004',
  severity: 'error',
  title: 'A reference to something that does not exist',
  help: 'Manifests refer to each other by name. What is referred to must be in the same source; only gateway groups may come from another one, and are then listed in `externalGroups` of `reshapr.yaml`.',
  message: ({ kind, name }) => `there is no ${kind} '${name}'`,
  hint: ({ kind, suggestion }) => suggestion ?? `define a ${kind} with this name`,
});

export const versionNeeded = findingKind<{ name: string; versions: string }>({
  code: 'RSH3005',
  severity: 'error',
  title: 'A service with several versions, referred to without one',
  help: 'The version may be left out while there is only one.',
  message: ({ name }) => `service '${name}' has several versions`,
  hint: ({ versions }) => `add version: ${versions}`,
});

export const otherOrganization = findingKind<{ given: string; expected: string }>({
  code: 'RSH3006',
  severity: 'error',
  title: 'A manifest of another organization',
  help: 'Everything in a source belongs to the organization that its `reshapr.yaml` names.',
  message: ({ given, expected }) =>
    `this manifest is for organization ${given}, the source is for ${expected}`,
  hint: () => 'move the manifest to a source of that organization, or correct the annotation',
});

export const noSpec = findingKind<Record<string, never>>({
  code: 'RSH3007',
  severity: 'error',
  title: 'A Service without a spec',
  help: 'A Service says where its spec is (`spec.file`), or has `type: MCP` and `instances` or `upstreams`.',
  message: () => 'a Service needs spec.file (or type: MCP and instances)',
  hint: () => 'add file: with the path of the OpenAPI document, relative to this manifest',
});

export const specNotFound = findingKind<{ path: string; suggestion: string | undefined }>({
  code: 'RSH3008',
  severity: 'error',
  title: 'A spec that is not in the tree',
  help: '`spec.file` is relative to the manifest and stays inside the tree.',
  message: ({ path }) => `there is no file ${path} in the tree`,
  hint: ({ suggestion }) => suggestion,
});

export const unlockedUrl = findingKind<Record<string, never>>({
  code: 'RSH3009',
  severity: 'error',
  title: 'A spec by URL that is not in the tree',
  help: 'Compiling never touches the network. A spec by URL has to be stored in the tree and pinned; this version does that for files only.',
  message: () => 'specs by URL are not fetched when compiling',
  hint: () => 'store the spec beside this manifest and write file: instead of url:',
});

export const unnamedService = findingKind<{ missing: string; language: string | undefined }>({
  code: 'RSH3010',
  severity: 'error',
  title: 'A service without a name or version',
  help: 'Name and version of a service come from `spec.name` and `spec.version`, or else from its spec (`info.title` and `info.version` of OpenAPI). GraphQL schemas say neither.',
  message: ({ missing }) => `neither this Service nor its spec gives a ${missing}`,
  hint: ({ missing, language }) =>
    language === 'GraphQL'
      ? `add ${missing} under spec: of this Service: a GraphQL schema has none`
      : `add ${missing}: under spec: of this Service, or to info of its API description, in quotes if it looks like a number`,
});

export const endpointNameTaken = findingKind<{ name: string }>({
  code: 'RSH3011',
  severity: 'error',
  title: 'Two endpoints with one name',
  help: 'The name of an Exposition is a part of its URL and unique in the organization.',
  message: ({ name }) => `the endpoint name '${name}' is taken`,
  hint: () => 'give one of the two another name',
});

export const badEndpointName = findingKind<{ name: string; why: string }>({
  code: 'RSH3012',
  severity: 'error',
  title: 'An endpoint name that collides with a route',
  help: 'Some names would make a URL that means something else already: `health`, and anything that looks like an exposition id (16 characters of a-z and 2-7).',
  message: ({ name, why }) => `an endpoint cannot be called '${name}': ${why}`,
  hint: () => 'choose another name',
});

export const badServicePath = findingKind<{ name: string; version: string }>({
  code: 'RSH3013',
  severity: 'error',
  title: 'A service whose URL collides with a route',
  help: '`/mcp/<organization>/tools/list` and its like are routes of their own, so no service may be called `tools`, `resources` or `prompts` with the version `list`, `call`, `read` or `get`.',
  message: ({ name, version }) => `a service cannot be called '${name}' with version '${version}'`,
  hint: () => 'give spec.name another value',
});

export const emptySelection = findingKind<Record<string, never>>({
  code: 'RSH3014',
  severity: 'error',
  title: 'An empty list of included artifacts',
  help: 'reShapr reads an empty list as *all* artifacts, a reader expects *none*. Say which one is meant.',
  message: () => 'includedArtifacts: [] can be read as all or as none',
  hint: () => 'write "none", or ["*"] for all',
});

export const emptySource = findingKind<Record<string, never>>({
  code: 'RSH3015',
  severity: 'warning',
  title: 'A source that declares nothing',
  help: 'The tree has a Project and nothing else. Applying it would remove whatever the source declared before.',
  message: () => 'this source declares nothing but itself',
  hint: () => 'add a Service, a ConfigurationPlan, a GatewayGroup and an Exposition',
});

export const conflictingShape = findingKind<{ what: string }>({
  code: 'RSH3016',
  severity: 'error',
  title: 'Fields that exclude each other',
  help: 'The fields say two different things; keep one.',
  message: ({ what }) => what,
  hint: () => 'keep one of the two, or correct one',
});

export const literalCredential = findingKind<{ field: string }>({
  code: 'RSH3017',
  severity: 'error',
  sensitive: true,
  title: 'A credential written into a manifest',
  help: 'Manifests go into git, so they hold references only: `${env:NAME}` for a variable of the gateway, `${file:path}` for a file below its secrets directory.',
  message: ({ field }) => `${field} holds a credential, not a reference`,
  hint: () => 'write ${env:NAME} or ${file:path}, and rotate the credential if this was committed',
});

export const badReference = findingKind<{ reference: string; why: string }>({
  code: 'RSH3018',
  severity: 'error',
  title: 'A reference that a gateway would refuse',
  help: 'References are `${env:NAME}`, never `RESHAPR_…`, and `${file:path}` with a path that stays below the secrets directory of the organization.',
  message: ({ reference, why }) => `${reference}: ${why}`,
  hint: () => 'write ${env:NAME} or ${file:path}',
});

export const generatedKey = findingKind<Record<string, never>>({
  code: 'RSH3019',
  severity: 'error',
  title: 'An API key that somebody else would have to make',
  help: 'In reShapr `apiKey: true` asks the control plane to make a key. Here the manifest says which key: by its SHA-256, or by where the gateway finds it. Nothing has to be asked for and nothing secret is stored.',
  message: () => 'apiKey: true does not say which key',
  hint: () => 'run `reshapr api-key create <plan>`: it prints a key once and writes its SHA-256 here',
});

export const notServed = findingKind<{ what: string }>({
  code: 'RSH3020',
  severity: 'warning',
  title: 'Something that gateways do not serve yet',
  help: 'The manifest is checked, and this part of it has no effect in this version.',
  message: ({ what }) => `${what} is checked, but not served by this version`,
  hint: () => 'remove it, or wait for a version that does',
});

export const unusedFile = findingKind<Record<string, never>>({
  code: 'RSH3022',
  severity: 'info',
  title: 'A file that nothing refers to',
  help: 'The file is no manifest, and no Service refers to it. If it should be a manifest, it lacks `apiVersion`.',
  message: () => 'no manifest, and no Service refers to it',
  hint: () => 'add apiVersion and kind if it should be a manifest',
});

export const backendEndpointInvalid = findingKind<{ endpoint: string; why: string }>({
  code: 'RSH3023',
  severity: 'error',
  sensitive: true,
  title: 'A backend endpoint that is no URL to call',
  help: 'The backend endpoint is an absolute http or https URL. Credentials do not belong into it.',
  message: ({ endpoint, why }) => `'${endpoint}' ${why}`,
  hint: () => 'write something like https://orders.internal:8080/v1',
});

export const emptySecret = findingKind<{ secret: string }>({
  code: 'RSH3024',
  severity: 'error',
  title: 'A secret that holds nothing to present',
  help: 'A secret that a plan names has a token, a user and a password, an OAuth2 client, a certificate, or `useElicitation`. Without any of them calls would be made as if there were no secret.',
  message: ({ secret }) => `the secret '${secret}' holds nothing that a backend could be presented`,
  hint: () => 'add token, or username and password',
});

export const unknownRule = findingKind<{ rule: string; suggestion: string | undefined }>({
  code: 'RSH3025',
  severity: 'warning',
  title: 'A severity for a finding that does not exist',
  help: '`rules` of `reshapr.yaml` sets severities by code, or by the name of a rule. `reshapr explain` lists them.',
  message: ({ rule }) => `there is no finding '${rule}'`,
  hint: ({ suggestion }) => suggestion ?? 'run `reshapr explain` for the codes',
});

export const fixedSeverity = findingKind<{ rule: string }>({
  code: 'RSH3026',
  severity: 'warning',
  title: 'A severity that cannot be changed',
  help: 'What is an error by itself stays one: without it there would be nothing sound to apply.',
  message: ({ rule }) => `${rule} stays an error`,
  hint: () => 'remove this rule',
});

export const severalDocuments = findingKind<Record<string, never>>({
  code: 'RSH3027',
  severity: 'warning',
  title: 'A spec of several documents',
  help: 'A file of manifests may hold several YAML documents, a spec is one. Only the first is read.',
  message: () => 'only the first document of this file is read',
  hint: () => 'put what follows --- into a file of its own',
});
