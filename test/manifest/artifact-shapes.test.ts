import { expect, test } from 'vitest';
import { checkDocument, readDocuments } from '../../src/manifest/index.ts';

/** Prompts, Resources and what all artifacts share, in both shapes: reference, 2.1, 2.2, 2.4 and 2.7. */

const head = { apiVersion: 'reshapr.io/v1alpha1', service: { name: 'Orders', version: '1.0' } };
const prompt = { result: 'hello' };
const resource = { name: 'latest' };

type Fields = Readonly<Record<string, unknown>>;
const prompts = (item: Fields): Fields => ({ ...head, kind: 'Prompts', prompts: { hello: item } });
const resources = (item: Fields): Fields => ({ ...head, kind: 'Resources', resources: { 'a:b': item } });
const templates = (item: Fields): Fields => ({
  ...head,
  kind: 'Resources',
  resourceTemplates: { 'a:{b}': item },
});
const annotated = (annotations: Fields): Fields => resources({ ...resource, annotations });
const modified = (lastModified: unknown): Fields => annotated({ lastModified });
const shows = (tools: unknown): Fields => resources({ ...resource, tools });

/** What the reference says of a document: accepted, refused, or accepted with an unknown field. */
type Verdict = 'accepted' | 'refused' | 'unknown field';

const rows: readonly (readonly [what: string, document: Fields, verdict: Verdict])[] = [
  // Envelope
  ['another apiVersion', { ...prompts(prompt), apiVersion: 'reshapr.io/v1' }, 'refused'],
  ['no apiVersion of ours', { ...prompts(prompt), apiVersion: 'reshapr.io/v1alpha2' }, 'refused'],
  ['no kind', { ...prompts(prompt), kind: undefined }, 'refused'],
  ['a kind that is not one', { ...prompts(prompt), kind: 'Prompt' }, 'refused'],
  ['the older name of Resources', { ...resources(resource), kind: 'Resource' }, 'accepted'],
  ['no service', { ...prompts(prompt), service: undefined }, 'refused'],
  ['no version of the service', { ...prompts(prompt), service: { name: 'Orders' } }, 'refused'],
  ['no name of the service', { ...prompts(prompt), service: { version: '1.0' } }, 'refused'],
  ['a version that is a number', { ...prompts(prompt), service: { name: 'Orders', version: 1 } }, 'refused'],
  ['a field at the root', { ...prompts(prompt), more: 1 }, 'unknown field'],
  ['a field of the service', { ...prompts(prompt), service: { ...head.service, more: 1 } }, 'unknown field'],
  // Prompts
  ['a prompt', prompts(prompt), 'accepted'],
  ['no prompts', { ...head, kind: 'Prompts' }, 'refused'],
  ['an empty map of prompts', { ...head, kind: 'Prompts', prompts: {} }, 'accepted'],
  ['a list of prompts', { ...head, kind: 'Prompts', prompts: [prompt] }, 'refused'],
  [
    'a name of any characters',
    { ...head, kind: 'Prompts', prompts: { 'say hello, été!': prompt } },
    'accepted',
  ],
  ['an empty name', { ...head, kind: 'Prompts', prompts: { '': prompt } }, 'refused'],
  ['no result', prompts({ title: 'Hello' }), 'refused'],
  ['a result that is a number', prompts({ result: 1 }), 'refused'],
  ['an empty result', prompts({ result: '' }), 'accepted'],
  ['title and description', prompts({ ...prompt, title: 'Hello', description: 'Says it' }), 'accepted'],
  ['a title that is a number', prompts({ ...prompt, title: 1 }), 'refused'],
  ['no arguments', prompts({ ...prompt, arguments: [] }), 'accepted'],
  ['an argument', prompts({ ...prompt, arguments: [{ name: 'who' }] }), 'accepted'],
  [
    'an argument with everything',
    prompts({
      ...prompt,
      arguments: [{ name: 'who', title: 'Who', description: 'To whom', required: true }],
    }),
    'accepted',
  ],
  ['an argument without a name', prompts({ ...prompt, arguments: [{ required: true }] }), 'refused'],
  ['required as a text', prompts({ ...prompt, arguments: [{ name: 'who', required: 'yes' }] }), 'refused'],
  ['a map of arguments', prompts({ ...prompt, arguments: { who: {} } }), 'refused'],
  ['a field of a prompt', prompts({ ...prompt, icons: [] }), 'unknown field'],
  [
    'a field of an argument',
    prompts({ ...prompt, arguments: [{ name: 'who', type: 'x' }] }),
    'unknown field',
  ],
  // Resources
  ['a resource', resources(resource), 'accepted'],
  ['a template', templates(resource), 'accepted'],
  ['both', { ...resources(resource), resourceTemplates: { 'a:{b}': resource } }, 'accepted'],
  ['neither', { ...head, kind: 'Resources' }, 'refused'],
  ['neither, and a field', { ...head, kind: 'Resources', more: 1 }, 'refused'],
  ['an empty map of resources', { ...head, kind: 'Resources', resources: {} }, 'accepted'],
  ['a resource without a name', resources({ text: 'x' }), 'refused'],
  ['a template without a name', templates({ text: 'x' }), 'refused'],
  ['none of text, blob and remoteContent', resources(resource), 'accepted'],
  ['text', resources({ ...resource, text: '' }), 'accepted'],
  ['blob', resources({ ...resource, blob: 'AA==' }), 'accepted'],
  ['remoteContent', resources({ ...resource, remoteContent: 'https://example.com' }), 'accepted'],
  ['text and blob', resources({ ...resource, text: 'x', blob: 'AA==' }), 'refused'],
  ['text and remoteContent', resources({ ...resource, text: 'x', remoteContent: 'https://a.b' }), 'refused'],
  [
    'blob and remoteContent',
    resources({ ...resource, blob: 'AA==', remoteContent: 'https://a.b' }),
    'refused',
  ],
  ['all three', resources({ ...resource, text: 'x', blob: 'AA==', remoteContent: 'https://a.b' }), 'refused'],
  ['text and blob, and a field', resources({ ...resource, text: 'x', blob: 'AA==', more: 1 }), 'refused'],
  [
    'title, description, mimeType',
    resources({ ...resource, title: 'T', description: 'D', mimeType: 'a/b' }),
    'accepted',
  ],
  ['an icon', resources({ ...resource, icons: [{ src: 'https://a.b/c.png' }] }), 'accepted'],
  [
    'an icon with everything',
    resources({ ...resource, icons: [{ src: 'a', mimeType: 'image/png', sizes: ['48x48'] }] }),
    'accepted',
  ],
  ['an icon without src', resources({ ...resource, icons: [{ sizes: ['48x48'] }] }), 'refused'],
  [
    'sizes of an icon as a text',
    resources({ ...resource, icons: [{ src: 'a', sizes: '48x48' }] }),
    'refused',
  ],
  ['a size', resources({ ...resource, size: 3 }), 'accepted'],
  ['a size with a fraction', resources({ ...resource, size: 3.5 }), 'refused'],
  ['a size as a text', resources({ ...resource, size: '3' }), 'refused'],
  ['annotations', annotated({ audience: ['user'], priority: 0.5 }), 'accepted'],
  ['priority 0', annotated({ priority: 0 }), 'accepted'],
  ['priority 1', annotated({ priority: 1 }), 'accepted'],
  ['priority over 1', annotated({ priority: 1.1 }), 'refused'],
  ['priority under 0', annotated({ priority: -0.1 }), 'refused'],
  ['audience as a text', annotated({ audience: 'user' }), 'refused'],
  ['lastModified', modified('2026-01-31T09:30:00Z'), 'accepted'],
  ['lastModified with fraction and offset', modified('2026-01-31t09:30:00.25+01:00'), 'accepted'],
  ['lastModified at a leap day', modified('2028-02-29T00:00:00Z'), 'accepted'],
  ['lastModified at no day', modified('2026-02-29T00:00:00Z'), 'refused'],
  ['lastModified without an offset', modified('2026-01-31T09:30:00'), 'refused'],
  ['lastModified as a date', modified('2026-01-31'), 'refused'],
  ['lastModified as a text', modified('yesterday'), 'refused'],
  ['_meta', resources({ ...resource, _meta: { ui: { csp: {} } } }), 'accepted'],
  ['_meta of a template', templates({ ...resource, _meta: {} }), 'accepted'],
  ['tools by name', shows(['get_orders']), 'accepted'],
  ['tools with their visibility', shows([{ get_orders: { visibility: ['app'] } }]), 'accepted'],
  ['tools without their visibility', shows([{ get_orders: {} }]), 'accepted'],
  ['a field of a resource', resources({ ...resource, more: 1 }), 'unknown field'],
  ['text of a template', templates({ ...resource, text: 'x' }), 'accepted'],
  ['blob of a template', templates({ ...resource, blob: 'AA==' }), 'accepted'],
  ['size of a template', templates({ ...resource, size: 3 }), 'unknown field'],
  ['remoteContent of a template', templates({ ...resource, remoteContent: 'https://a.b' }), 'unknown field'],
  [
    'a template that is a text',
    { ...head, kind: 'Resources', resourceTemplates: { 'a:{b}': 'x' } },
    'refused',
  ],
];

function verdictOf(document: Fields): Verdict {
  const [located] = readDocuments('a.json', Buffer.from(JSON.stringify(document))).documents;
  if (located === undefined) throw new Error('unreadable');
  const { manifest, diagnostics } = checkDocument(located);
  if (manifest === undefined) {
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    return 'refused';
  }
  for (const { severity, code } of diagnostics)
    expect({ severity, code }).toEqual({ severity: 'warning', code: 'RSH2003' });
  return diagnostics.length === 0 ? 'accepted' : 'unknown field';
}

test.each(rows)('bare, %s', (_, document, verdict) => {
  expect(verdictOf(document)).toBe(verdict);
});

/** The same in the resource shape, where nothing is unknown without being wrong. */
test.each(rows)('with metadata and spec, %s', (_, { apiVersion, kind, ...spec }, verdict) => {
  const document = { apiVersion, kind, metadata: { name: 'a' }, spec };
  expect(verdictOf(document)).toBe(verdict === 'unknown field' ? 'refused' : verdict);
});

test('a version in YAML is a number without quotes, unless it is none', () => {
  const text = (version: string): string =>
    `apiVersion: reshapr.io/v1alpha1\nkind: Prompts\nservice: { name: Orders, version: ${version} }\nprompts: {}\n`;
  const accepted = ['1.0', '2.0.0', '"1.0"'].map((version) => {
    const [located] = readDocuments('a.yaml', Buffer.from(text(version))).documents;
    return located !== undefined && checkDocument(located).manifest !== undefined;
  });
  expect(accepted).toEqual([false, true, true]);
});
