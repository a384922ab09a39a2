import { expect, it } from 'vitest';
import { openApiReader } from '../../../src/compiler/importers/openapi/reader.ts';
import { readDocuments } from '../../../src/manifest/index.ts';

/** What the importer says of the credentials of `GET /a`. */
function securityOf(root: unknown, own: unknown): unknown {
  const operation = { security: own, responses: { 204: { description: 'done' } } };
  const spec = { openapi: '3.1.0', security: root, paths: { '/a': { get: operation } } };
  const [main] = readDocuments('spec.json', Buffer.from(JSON.stringify(spec))).documents;
  if (main === undefined) throw new Error('no document');
  const service = { name: 'a', version: '1' };
  return openApiReader.import({ main, service, part: () => undefined }).tools[0]?.security;
}

it.each<[string, unknown, unknown, unknown]>([
  ['nothing', undefined, undefined, undefined],
  ['the whole spec', [{ key: [] }], undefined, { required: true, schemes: ['key'] }],
  [
    'an operation',
    [{ key: [] }],
    [{ oauth: ['read'], key: [] }],
    { required: true, schemes: ['oauth', 'key'] },
  ],
  ['an operation that asks for nothing', [{ key: [] }], [], undefined],
  ['alternatives', [{ a: [] }, { b: [] }], undefined, { required: true, schemes: ['a', 'b'] }],
  ['alternatives, one of them nothing', [{ a: [] }, {}], undefined, { required: false, schemes: ['a'] }],
])('credentials that %s asks for', (_, root, own, expected) => {
  expect(securityOf(root, own)).toEqual(expected);
});
