import { findingKind } from '../../kernel/index.ts';

export const invalidUri = findingKind<{ uri: string; isTemplate: boolean }>({
  code: 'RSH5024',
  severity: 'error',
  title: 'A resource whose key is no URI',
  help: 'The key of a resource is its URI (RFC 3986): a scheme, a colon, and characters of which all others are percent-encoded. Clients ask for it exactly as it is written.',
  message: ({ uri }) => `'${uri}' is no URI`,
  hint: ({ isTemplate }) =>
    isTemplate
      ? 'a URI with {variables} is a template: put it under resourceTemplates'
      : 'write it like orders://latest, with %20 for a blank',
});

export const invalidTemplate = findingKind<{ template: string; problem: string }>({
  code: 'RSH5025',
  severity: 'error',
  title: 'A key of resourceTemplates that is no URI template',
  help: 'Keys of `resourceTemplates` are URI templates (RFC 6570): a scheme, and `{variables}` where parts of the URI go.',
  message: ({ template, problem }) => `'${template}' is no URI template: ${problem}`,
  hint: () => 'write it like orders://{id}',
});

export const constantTemplate = findingKind<{ template: string }>({
  code: 'RSH5026',
  severity: 'warning',
  title: 'A template without a variable',
  help: 'A template stands for many resources. Without a variable it is one, which clients find only when it is listed as one.',
  message: ({ template }) => `the template '${template}' has no variable`,
  hint: () => 'put it under resources',
});

export const malformedBlob = findingKind<{ uri: string }>({
  code: 'RSH5027',
  severity: 'error',
  title: 'A blob that is not Base64',
  help: 'A `blob` is Base64 with the standard alphabet and padding (RFC 4648, 4). Blanks and line breaks in it are left out.',
  message: ({ uri }) => `the blob of '${uri}' is not Base64`,
  hint: () => 'encode it with base64, or use text',
});

export const unknownAudience = findingKind<{ audience: string; suggestion: string | undefined }>({
  code: 'RSH5028',
  severity: 'error',
  title: 'An audience that does not exist',
  help: 'MCP knows two audiences, `user` and `assistant`. Clients refuse a list with any other.',
  message: ({ audience }) => `there is no audience '${audience}'`,
  hint: ({ suggestion }) => suggestion ?? "write 'user' or 'assistant'",
});

export const unknownShownTool = findingKind<{
  tool: string;
  service: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5029',
  severity: 'error',
  title: 'A user interface for a tool that does not exist',
  help: 'The `tools` of a `ui://` resource are the tools whose results it shows, by their MCP name: that of a custom tool, or the one that an operation gets.',
  message: ({ tool, service }) => `${service} has no tool '${tool}'`,
  hint: ({ suggestion }) => suggestion ?? 'remove it, or write the name that tools/list shows',
});

export const toolsWithoutInterface = findingKind<{ uri: string }>({
  code: 'RSH5030',
  severity: 'warning',
  title: 'Tools of a resource that is no user interface',
  help: 'Only a `ui://` resource shows results of tools. `tools` of any other has no effect.',
  message: ({ uri }) => `'${uri}' is no ui:// resource, so its tools have no effect`,
  hint: () => 'give it a ui:// URI, or remove tools',
});

export const invalidRemoteContent = findingKind<{ url: string; problem: string }>({
  code: 'RSH5031',
  severity: 'error',
  title: 'A remoteContent that no gateway can fetch',
  help: '`remoteContent` is an absolute http or https URL without user name and password. It is fetched without the credentials of the plan, unless it is at the origin of its backend.',
  message: ({ problem }) => `remoteContent ${problem}`,
  hint: () => 'write it like https://example.com/view.html',
});

export const overlappingTemplates = findingKind<{ template: string; other: string; uri: string }>({
  code: 'RSH5032',
  severity: 'warning',
  title: 'A template behind one that says less',
  help: 'A URI that several templates match is answered by the first one that a plan includes, in the order of the files and of the keys in them. The narrower template has to come first, or it is never asked for these.',
  message: ({ template, other, uri }) => `'${uri}' matches '${template}', but '${other}' answers it`,
  hint: ({ template }) => `put '${template}' first, or make the two differ in more than variables`,
});

export const resourceInTemplate = findingKind<{ uri: string; template: string }>({
  code: 'RSH5033',
  severity: 'info',
  title: 'A resource that a template matches too',
  help: 'A URI that is the key of a resource is answered by that resource, whatever templates match it.',
  message: ({ uri, template }) =>
    `'${uri}' matches the template '${template}' too, and is answered by this resource`,
});

export const wrongSize = findingKind<{ uri: string; size: number; bytes: number }>({
  code: 'RSH5034',
  severity: 'warning',
  title: 'A size that the content does not have',
  help: 'Hosts use `size`, in bytes before any encoding, to tell what a resource costs them.',
  message: ({ uri, size, bytes }) => `'${uri}' has ${bytes} bytes, not ${size}`,
  hint: ({ bytes }) => `write size: ${bytes}, or leave it out`,
});

export const shownToolNotOffered = findingKind<{ tool: string; plan: string }>({
  code: 'RSH5035',
  severity: 'info',
  title: 'A user interface for a tool that the plan does not offer',
  help: 'The plan includes the `ui://` resource, but not this tool of it. Endpoints of the plan list the resource without it.',
  message: ({ tool, plan }) => `plan ${plan} does not offer the tool '${tool}'`,
});

export const shownTwice = findingKind<{ tool: string; plan: string; uri: string }>({
  code: 'RSH5036',
  severity: 'warning',
  title: 'A tool with two user interfaces',
  help: 'A tool names one resource that shows its results. Of several in one plan the first one is taken.',
  message: ({ tool, plan, uri }) => `in plan ${plan} the results of '${tool}' are shown by '${uri}' already`,
  hint: () => 'remove it from one of the two, or let the plan include only one of their artifacts',
});

export const noContent = findingKind<{ uri: string }>({
  code: 'RSH5037',
  severity: 'warning',
  title: 'A resource without a content',
  help: 'A resource has a `text`, a `blob` or a `remoteContent`, or is a file of the backend (`file:///path`) or a page of the web (`https://…`). Whoever reads any other gets an empty text.',
  message: ({ uri }) => `there is nothing to read at '${uri}'`,
  hint: () => 'add text, blob or remoteContent, or write file:///path for a path of the backend',
});

export const unusableFileUri = findingKind<{ uri: string }>({
  code: 'RSH5038',
  severity: 'error',
  title: 'A file URI that is no path of the backend',
  help: '`file:///path` is read from the backend of the plan, at its endpoint and this path. It names no host, and its path does not lead upwards.',
  message: ({ uri }) => `'${uri}' is no path of the backend`,
  hint: () => 'write it like file:///docs/guide.md, without .. in it',
});

export const undeclaredVariable = findingKind<{
  name: string;
  template: string;
  suggestion: string | undefined;
}>({
  code: 'RSH5039',
  severity: 'warning',
  title: 'A placeholder that no variable fills',
  help: 'In the `text` of a template `${name}` is replaced by what the URI has for the variable `{name}`.',
  message: ({ name, template }) => `the template '${template}' has no variable '${name}' for \${${name}}`,
  hint: ({ suggestion }) => suggestion ?? 'write the name of a variable of the template',
});
