import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../../../src/gateway/backends/request/build-request.ts';
import { parseEndpoint } from '../../../../src/gateway/backends/request/endpoint.ts';
import { Problem } from '../../../../src/kernel/index.ts';
import type { BodyPart, HttpBody, HttpCall } from '../../../../src/snapshot/index.ts';

interface Sent {
  readonly contentType: string;
  readonly bytes: Buffer;
}

function send(args: Record<string, unknown>, parts: Record<string, BodyPart> = {}): Sent {
  const body: HttpBody = {
    contentType: 'multipart/form-data',
    encoding: 'multipart',
    required: true,
    rest: true,
    parts,
  };
  const call: HttpCall = { protocol: 'http', method: 'POST', path: '/', parameters: [], body };
  const request = buildRequest(call, args, parseEndpoint('http://backend'));
  if (!Buffer.isBuffer(request.body)) throw new Error('no bytes');
  return { contentType: request.headers['content-type'] ?? '', bytes: request.body };
}

/** The parts as they stand, without the boundary. */
function written(args: Record<string, unknown>, parts?: Record<string, BodyPart>): string[] {
  const { contentType, bytes } = send(args, parts);
  const boundary = contentType.slice('multipart/form-data; boundary='.length);
  const [before, ...rest] = bytes.toString('utf8').split(`--${boundary}`);
  expect(before).toBe('');
  expect(rest.at(-1)).toBe('--\r\n');
  return rest.slice(0, -1).map((part) => part.replace(/^\r\n/, '').replace(/\r\n$/, ''));
}

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
const field = (name: string): string => `Content-Disposition: form-data; name="${name}"`;

describe('a multipart body', () => {
  it.each<[string, Record<string, unknown>, Record<string, BodyPart>, string[]]>([
    ['a text', { a: 'x' }, {}, [`${field('a')}\r\n\r\nx`]],
    ['an empty text', { a: '' }, {}, [`${field('a')}\r\n\r\n`]],
    ['a number', { a: 1.5 }, {}, [`${field('a')}\r\n\r\n1.5`]],
    ['nothing', { a: null, b: undefined, c: [null] }, {}, []],
    ['an object', { a: { b: 1 } }, {}, [`${field('a')}\r\nContent-Type: application/json\r\n\r\n{"b":1}`]],
    ['a list', { a: ['x', 2] }, {}, [`${field('a')}\r\n\r\nx`, `${field('a')}\r\n\r\n2`]],
    [
      'a media type of its own',
      { a: '<b/>' },
      { a: { contentType: 'application/xml' } },
      [`${field('a')}\r\nContent-Type: application/xml\r\n\r\n<b/>`],
    ],
    [
      'a text as JSON',
      { a: 'x' },
      { a: { contentType: 'application/json', as: 'json' } },
      [`${field('a')}\r\nContent-Type: application/json\r\n\r\n"x"`],
    ],
    [
      'a file with the name of its property',
      { a: base64('hello') },
      { a: { contentType: 'image/png', as: 'base64', file: { argument: 'n', name: 'a' } } },
      [`${field('a')}; filename="a"\r\nContent-Type: image/png\r\n\r\nhello`],
    ],
    [
      'a file with a name that needs care',
      { a: 'x', n: 'ü"\r\n.txt' },
      { a: { contentType: 'text/plain', file: { argument: 'n', name: 'a' } } },
      [`${field('a')}; filename="ü%22%0D%0A.txt"\r\nContent-Type: text/plain\r\n\r\nx`],
    ],
    [
      'several files',
      { a: ['x', 'y'], n: ['one'] },
      { a: { contentType: 'text/plain', file: { argument: 'n', name: 'a' } } },
      [
        `${field('a')}; filename="one"\r\nContent-Type: text/plain\r\n\r\nx`,
        `${field('a')}; filename="a-2"\r\nContent-Type: text/plain\r\n\r\ny`,
      ],
    ],
    [
      'headers',
      { a: 'x', h: ['ü', 2] },
      {
        a: {
          headers: [
            { name: 'X-A', argument: 'h' },
            { name: 'X-B', value: 'b' },
            { name: 'X-C', argument: 'none' },
          ],
        },
      },
      [`${field('a')}\r\nX-A: ü,2\r\nX-B: b\r\n\r\nx`],
    ],
    [
      'a style',
      { a: ['x y', 'z'], b: { c: 1 } },
      {
        a: { style: { style: 'pipeDelimited', explode: false } },
        b: { style: { style: 'deepObject', explode: true } },
      },
      [`${field('a')}\r\n\r\nx y|z`, `${field('b[c]')}\r\n\r\n1`],
    ],
  ])('%s', (_, args, parts, expected) => {
    expect(written(args, parts)).toEqual(expected);
  });

  it.each([
    ['no base64', 'a!'],
    ['half a byte', 'a'],
    ['no text', 7],
  ])('refuses a file that is %s', (_, a) => {
    const parts: Record<string, BodyPart> = { a: { as: 'base64' } };
    expect(() => send({ a }, parts)).toThrow(Problem);
    expect(() => send({ a }, parts)).toThrow("argument 'a' is not base64");
  });

  it('has equal bytes for equal arguments, and other boundaries for others', () => {
    expect(send({ a: 'x' })).toEqual(send({ a: 'x' }));
    expect(send({ a: 'x' }).contentType).not.toBe(send({ a: 'y' }).contentType);
  });
});

it('is read back by an independent parser, whatever is in it (oracle: undici)', async () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => text.isWellFormed());
  const content = fc.uint8Array({ maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
      fc.string(),
      content,
      async (names, text, bytes) => {
        // `-` and `the file` are what the file itself is made of.
        const taken = new Set(['__proto__', '-', 'the file']);
        const safe = names.filter((each) => !/[\r\n"%]/.test(each) && !taken.has(each));
        const fields = Object.fromEntries(safe.map((each) => [each, text.toWellFormed()]));
        const { contentType, bytes: body } = send(
          { ...fields, 'the file': base64(bytes) },
          {
            'the file': {
              contentType: 'application/octet-stream',
              as: 'base64',
              file: { argument: '-', name: 'f' },
            },
          },
        );
        const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
        for (const each of safe) expect(form.getAll(each)).toEqual([text.toWellFormed()]);
        const file = form.get('the file');
        if (!(file instanceof File)) throw new Error('no file');
        expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(bytes));
      },
    ),
    { numRuns: 200 },
  );
});
