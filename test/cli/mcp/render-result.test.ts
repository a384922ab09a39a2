import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { expect, it } from 'vitest';
import { extensionOf, harmless, renderResult } from '../../../src/cli/mcp/render-result.ts';

const text = (words: string) => ({ type: 'text' as const, text: words });
const image = { type: 'image' as const, mimeType: 'image/png', data: 'AAAA' };

it.each<[CallToolResult, string]>([
  [{ content: [text('one'), text('two')] }, 'one\ntwo'],
  [{ content: [text('{"a":1}')], structuredContent: { a: 1 } }, '{\n  "a": 1\n}'],
  [{ content: [text('[1]')], structuredContent: { result: [1] } }, '{\n  "result": [\n    1\n  ]\n}'],
  [{ content: [text('done')], structuredContent: { a: 1 } }, 'done\n{\n  "a": 1\n}'],
  [{ content: [image] }, '[image, image/png, 3 bytes: save it with --save <dir>]'],
  [{ content: [{ type: 'resource', resource: { uri: 'a:b', text: 'hello' } }] }, 'hello'],
  [{ content: [{ type: 'resource_link', uri: 'a:b', name: 'B' }] }, '[link to a:b, B]'],
  [{ content: [] }, ''],
])('%j', (result, expected) => {
  expect(renderResult(result, new Map())).toBe(expected);
});

it('says where bytes were saved', () => {
  expect(renderResult({ content: [image] }, new Map([[image, 'x/y-1.png']]))).toBe(
    '[image, image/png, 3 bytes: saved as x/y-1.png]',
  );
});

it.each([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/svg+xml', 'svg'],
  ['audio/x-wav', 'wav'],
  ['../../etc', 'bin'],
])('%s is saved as .%s', (type, extension) => {
  expect(extensionOf(type)).toBe(extension);
});

it('shows no sequence that steers a terminal', () => {
  expect(harmless('a\u001b[2Jb\n\tc\u009b')).toBe('a�[2Jb\n\tc�');
});
