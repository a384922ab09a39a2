import { smallTree } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const bare = (kind: string, body: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nservice: { name: Orders, version: "1" }\n${body}`;
/** A prompt whose fields begin on line 6. */
const prompt = (...fields: string[]): Record<string, string> => ({
  'p.yaml': bare('Prompts', `prompts:\n  hello:\n${fields.map((field) => `    ${field}\n`).join('')}`),
});
/** A resource or template on line 5, its fields on the next lines. */
const entry =
  (section: string) =>
  (uri: string, ...fields: string[]): Record<string, string> => ({
    'r.yaml': bare(
      'Resources',
      `${section}:\n  "${uri}":\n${['name: r', ...fields].map((field) => `    ${field}\n`).join('')}`,
    ),
  });
const resource = entry('resources');
const template = entry('resourceTemplates');
const templates = (...uris: string[]): string =>
  bare(
    'Resources',
    `resourceTemplates:\n${uris.map((uri) => `  "${uri}": { name: r, text: x }\n`).join('')}`,
  );
const plan = (more: string): string => `${smallTree['plan.yaml']}${more.replace(/^/gm, '  ')}\n`;

/** Findings about prompts and resources, and near misses that have none. */
export const artifactCases: readonly FindingCase[] = [
  {
    code: 'RSH5020',
    files: prompt('result: for ${custmer}', 'arguments: [{ name: customer }]'),
    said: [
      "RSH5020 p.yaml:6:13 prompt 'hello' has no argument 'custmer' for ${custmer} → did you mean 'customer'?",
      "RSH5021 p.yaml:7:25 the result of prompt 'hello' does not use the argument 'customer' → did you mean 'custmer'?",
    ],
  },
  {
    code: 'RSH5020',
    what: 'no arguments at all',
    files: prompt('result: go to ${HOME}'),
    said: [
      "RSH5020 p.yaml:6:13 prompt 'hello' has no argument 'HOME' for ${HOME} → add an argument HOME, or write the text without ${}",
    ],
  },
  {
    code: 'RSH5021',
    files: prompt('result: for ${a}, $b and {b}', 'arguments: [{ name: a }, { name: b, required: true }]'),
    said: [
      "RSH5021 p.yaml:7:38 the result of prompt 'hello' does not use the argument 'b' → write ${b} where it goes, or remove it",
    ],
  },
  {
    code: 'RSH5021',
    what: 'a constant prompt',
    files: prompt('result: hi', 'arguments: [{ name: a }]'),
    said: [
      "RSH5021 p.yaml:7:25 the result of prompt 'hello' does not use the argument 'a' → write ${a} where it goes, or remove it",
    ],
  },
  {
    code: 'RSH5022',
    files: prompt('result: "${a${b}}"', 'arguments: [{ name: b }]'),
    said: [
      "RSH5022 p.yaml:6:13 in prompt 'hello' '${a${b}}' is a placeholder inside of another → write one argument for all of it",
    ],
  },
  {
    code: 'RSH5022',
    what: 'one that is not closed',
    files: prompt('result: "${a ${b}"', 'arguments: [{ name: b }]'),
    said: [
      "RSH5022 p.yaml:6:13 in prompt 'hello' '${a ${b}' is a placeholder inside of another → write one argument for all of it",
    ],
  },
  {
    code: 'RSH5023',
    files: prompt('result: "${a} ${a}"', 'arguments: [{ name: a }, { name: a }]'),
    said: ["RSH5023 p.yaml:7:38 prompt 'hello' has two arguments 'a' → rename one, or remove it"],
  },
  {
    code: 'RSH5023',
    what: 'three of one name',
    files: prompt('result: "${a}"', 'arguments: [{ name: a }, { name: a }, { name: a }]'),
    said: [
      "RSH5023 p.yaml:7:38 prompt 'hello' has two arguments 'a' → rename one, or remove it",
      "RSH5023 p.yaml:7:51 prompt 'hello' has two arguments 'a' → rename one, or remove it",
    ],
  },
  {
    code: 'RSH5024',
    files: resource('latest orders', 'text: x'),
    said: [
      "RSH5024 r.yaml:5:3 'latest orders' is no URI → write it like orders://latest, with %20 for a blank",
    ],
  },
  {
    code: 'RSH5024',
    what: 'a template',
    files: resource('orders://{id}', 'text: x'),
    said: [
      "RSH5024 r.yaml:5:3 'orders://{id}' is no URI → a URI with {variables} is a template: put it under resourceTemplates",
    ],
  },
  {
    code: 'RSH5025',
    files: template('orders://{id', 'text: x'),
    said: [
      "RSH5025 r.yaml:5:3 'orders://{id' is no URI template: a '{' is not closed → write it like orders://{id}",
    ],
  },
  {
    code: 'RSH5025',
    what: 'no scheme',
    files: template('orders/{id}', 'text: x'),
    said: [
      "RSH5025 r.yaml:5:3 'orders/{id}' is no URI template: it has no scheme → write it like orders://{id}",
    ],
  },
  {
    code: 'RSH5026',
    files: template('orders://latest', 'text: x'),
    said: ["RSH5026 r.yaml:5:3 the template 'orders://latest' has no variable → put it under resources"],
  },
  {
    code: 'RSH5026',
    what: 'a file',
    files: template('file:///readme.md'),
    said: ["RSH5026 r.yaml:5:3 the template 'file:///readme.md' has no variable → put it under resources"],
  },
  {
    code: 'RSH5027',
    files: resource('a:b', 'blob: "not base64"'),
    said: ["RSH5027 r.yaml:7:11 the blob of 'a:b' is not Base64 → encode it with base64, or use text"],
  },
  {
    code: 'RSH5027',
    what: 'the other alphabet, in a template',
    files: template('a:{b}', 'blob: _-8='),
    said: ["RSH5027 r.yaml:7:11 the blob of 'a:{b}' is not Base64 → encode it with base64, or use text"],
  },
  {
    code: 'RSH5028',
    files: resource('a:b', 'text: x', 'annotations: { audience: [user, asistant] }'),
    said: ["RSH5028 r.yaml:8:37 there is no audience 'asistant' → did you mean 'assistant'?"],
  },
  {
    code: 'RSH5028',
    what: 'another word, in a template',
    files: template('a:{b}', 'text: x', 'annotations: { audience: [everybody] }'),
    said: ["RSH5028 r.yaml:8:31 there is no audience 'everybody' → write 'user' or 'assistant'"],
  },
  {
    code: 'RSH5029',
    files: resource('ui://orders', 'text: x', 'tools: [get_order]'),
    said: ["RSH5029 r.yaml:8:13 Orders:1 has no tool 'get_order' → did you mean 'get_orders'?"],
  },
  {
    code: 'RSH5029',
    what: 'an operation',
    files: resource('ui://orders', 'text: x', 'tools: [{ GET /orders: { visibility: [app] } }]'),
    said: ["RSH5029 r.yaml:8:15 Orders:1 has no tool 'GET /orders' → write get_orders"],
  },
  {
    code: 'RSH5030',
    files: resource('app://orders', 'text: x', 'tools: [get_orders]'),
    said: [
      "RSH5030 r.yaml:8:5 'app://orders' is no ui:// resource, so its tools have no effect → give it a ui:// URI, or remove tools",
    ],
  },
  {
    code: 'RSH5030',
    what: 'of tools that there are not',
    files: resource('https://orders', 'tools: [nothing]'),
    said: [
      "RSH5030 r.yaml:7:5 'https://orders' is no ui:// resource, so its tools have no effect → give it a ui:// URI, or remove tools",
    ],
  },
  {
    code: 'RSH5031',
    files: resource('ui://orders', 'remoteContent: /view.html'),
    said: [
      "RSH5031 r.yaml:7:20 remoteContent '/view.html' is no absolute http or https URL → write it like https://example.com/view.html",
    ],
  },
  {
    code: 'RSH5031',
    what: 'another scheme',
    files: resource('ui://orders', 'remoteContent: "file:///etc/passwd"'),
    said: [
      "RSH5031 r.yaml:7:20 remoteContent 'file:///etc/passwd' is no absolute http or https URL → write it like https://example.com/view.html",
    ],
  },
  {
    code: 'RSH5031',
    what: 'a password',
    files: resource('ui://orders', 'remoteContent: "https://me:secret@example.com/"'),
    said: [
      'RSH5031 r.yaml:7:20 remoteContent holds a user name or a password → write it like https://example.com/view.html',
      'RSH6070 r.yaml:7:20 this text holds a URL with a password → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH5032',
    files: { 'r.yaml': templates('a://{id}', 'a://{name}') },
    said: [
      "RSH5032 r.yaml:6:3 'a://x' matches 'a://{name}', but 'a://{id}' answers it → put 'a://{name}' first, or make the two differ in more than variables",
    ],
  },
  {
    code: 'RSH5032',
    what: 'in two artifacts',
    files: { 'r.yaml': templates('docs://{+path}'), 's.yaml': templates('docs://{section}/index') },
    said: [
      "RSH5032 s.yaml:5:3 'docs://x/index' matches 'docs://{section}/index', but 'docs://{+path}' answers it → put 'docs://{section}/index' first, or make the two differ in more than variables",
    ],
  },
  {
    code: 'RSH5033',
    files: {
      'r.yaml': `${templates('a://{id}')}resources:\n  "a://latest": { name: r, text: x }\n`,
    },
    said: [
      "RSH5033 r.yaml:7:3 'a://latest' matches the template 'a://{id}' too, and is answered by this resource",
    ],
  },
  {
    code: 'RSH5033',
    what: 'in two artifacts',
    files: { ...resource('a://b/c', 'text: x'), 's.yaml': templates('a://{+path}') },
    said: [
      "RSH5033 r.yaml:5:3 'a://b/c' matches the template 'a://{+path}' too, and is answered by this resource",
    ],
  },
  {
    code: 'RSH5034',
    files: resource('a:b', 'text: né', 'size: 2'),
    said: ["RSH5034 r.yaml:8:11 'a:b' has 3 bytes, not 2 → write size: 3, or leave it out"],
  },
  {
    code: 'RSH5034',
    what: 'a blob',
    files: resource('a:b', 'blob: AAAA', 'size: 4'),
    said: ["RSH5034 r.yaml:8:11 'a:b' has 3 bytes, not 4 → write size: 3, or leave it out"],
  },
  {
    code: 'RSH5035',
    files: {
      ...resource('ui://orders', 'text: x', 'tools: [get_orders]'),
      'plan.yaml': plan('excludedOperations: [GET /orders]'),
    },
    said: ["RSH5035 r.yaml:8:13 plan Orders:1/all does not offer the tool 'get_orders'"],
  },
  {
    code: 'RSH5035',
    what: 'excluded by the service',
    files: {
      ...resource('ui://orders', 'text: x', 'tools: [{ post_orders: {} }]'),
      'service.yaml': `${smallTree['service.yaml']}  includedOperations: [GET /orders]\n`,
    },
    said: ["RSH5035 r.yaml:8:15 plan Orders:1/all does not offer the tool 'post_orders'"],
  },
  {
    code: 'RSH5036',
    files: {
      ...resource('ui://one', 'text: x', 'tools: [get_orders]'),
      's.yaml': bare('Resources', 'resources:\n  ui://two: { name: two, text: x, tools: [get_orders] }\n'),
    },
    said: [
      "RSH5036 s.yaml:5:43 in plan Orders:1/all the results of 'get_orders' are shown by 'ui://one' already → remove it from one of the two, or let the plan include only one of their artifacts",
    ],
  },
  {
    code: 'RSH5036',
    what: 'in one artifact',
    files: {
      'r.yaml': bare(
        'Resources',
        'resources:\n  ui://one: { name: one, text: x, tools: [get_orders] }\n  ui://two: { name: two, text: x, tools: [get_orders] }\n',
      ),
    },
    said: [
      "RSH5036 r.yaml:6:43 in plan Orders:1/all the results of 'get_orders' are shown by 'ui://one' already → remove it from one of the two, or let the plan include only one of their artifacts",
    ],
  },
  {
    code: 'RSH5037',
    files: resource('orders://latest'),
    said: [
      "RSH5037 r.yaml:5:3 there is nothing to read at 'orders://latest' → add text, blob or remoteContent, or write file:///path for a path of the backend",
    ],
  },
  {
    code: 'RSH5037',
    what: 'a template of the web',
    files: template('https://example.com/{page}'),
    said: [
      "RSH5037 r.yaml:5:3 there is nothing to read at 'https://example.com/{page}' → add text, blob or remoteContent, or write file:///path for a path of the backend",
    ],
  },
  {
    code: 'RSH5038',
    files: resource('file://docs/guide.md'),
    said: [
      "RSH5038 r.yaml:5:3 'file://docs/guide.md' is no path of the backend → write it like file:///docs/guide.md, without .. in it",
    ],
  },
  {
    code: 'RSH5038',
    what: 'upwards, in a template',
    files: template('file:///docs/%2e%2e/{name}'),
    said: [
      "RSH5038 r.yaml:5:3 'file:///docs/%2e%2e/{name}' is no path of the backend → write it like file:///docs/guide.md, without .. in it",
    ],
  },
  {
    code: 'RSH5039',
    files: template('orders://{id}', 'text: "order ${ident}"'),
    said: [
      "RSH5039 r.yaml:7:11 the template 'orders://{id}' has no variable 'ident' for ${ident} → write the name of a variable of the template",
    ],
  },
  {
    code: 'RSH5039',
    what: 'one letter off',
    files: template('orders://{order}', 'text: "order ${oder}"'),
    said: [
      "RSH5039 r.yaml:7:11 the template 'orders://{order}' has no variable 'oder' for ${oder} → did you mean 'order'?",
    ],
  },
];

/** What comes near to a finding and is none. */
export const soundArtifacts: readonly { readonly what: string; readonly files: Record<string, string> }[] = [
  { what: 'a placeholder twice', files: prompt('result: "${a}, ${a}"', 'arguments: [{ name: a }]') },
  { what: 'a price', files: prompt('result: "$5 or {5}, never $ {5}"') },
  { what: 'blanks in a name', files: prompt('result: "${the name}"', 'arguments: [{ name: the name }]') },
  {
    what: 'two placeholders side by side',
    files: prompt('result: "${a}${b}"', 'arguments: [{ name: a }, { name: b }]'),
  },
  { what: 'a URN', files: resource('urn:isbn:0451450523', 'text: x') },
  { what: 'an encoded blank', files: resource('orders://a%20b', 'text: x') },
  { what: 'a file of the backend', files: resource('file:///docs/..guide/a..b.md') },
  { what: 'a file whose text is here', files: resource('file://localhost/a', 'text: x') },
  { what: 'a page of the web', files: resource('https://example.com/') },
  {
    what: 'a user interface from elsewhere',
    files: resource('ui://a', 'remoteContent: "https://example.com/v?x#y"'),
  },
  { what: 'a blob in two lines', files: resource('a:b', 'blob: |', '  AAAA', '  AA==', '') },
  { what: 'the size of a blob', files: resource('a:b', 'blob: AA==', 'size: 1') },
  { what: 'a size of what is elsewhere', files: resource('file:///a', 'size: 12') },
  {
    what: 'both audiences',
    files: resource('a:b', 'text: x', 'annotations: { audience: [user, assistant] }'),
  },
  {
    what: 'tools that there are',
    files: resource('ui://a', 'text: x', 'tools: [get_orders, { post_orders: { visibility: [app] } }]'),
  },
  {
    what: 'one tool twice in one resource',
    files: resource('ui://a', 'text: x', 'tools: [get_orders, get_orders]'),
  },
  {
    what: 'templates of other paths',
    files: { 'r.yaml': templates('a://{id}', 'a://{id}/items', 'b://{id}') },
  },
  { what: 'the narrower template first', files: { 'r.yaml': templates('a://docs/{page}', 'a://{+path}') } },
  { what: 'placeholders that are variables', files: template('a://{id}{?page}', 'text: "${id} ${page}"') },
];
