import { describe, expect, it } from 'vitest';
import {
  answeredResult,
  type Promised,
  promisedBy,
  textOfPart,
} from '../../../src/gateway/backends/result.ts';
import type { HttpCall } from '../../../src/snapshot/index.ts';

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

function resultOf(
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
  promised: Promised,
) {
  const { content, ...rest } = answeredResult({ status, headers, content: Buffer.from(body) }, promised);
  return { texts: content.map(textOfPart), ...rest };
}

describe('what a client sees of an answer', () => {
  it.each<[string, number, Record<string, string>, string | Buffer, string[], boolean]>([
    ['JSON', 200, json, '{"a": 1}', ['{"a": 1}'], false],
    ['text', 200, { 'content-type': 'text/plain' }, 'hello', ['hello'], false],
    ['text of no type', 200, {}, 'hello ü', ['hello ü'], false],
    ['no content', 204, {}, '', ['The backend answered 204 No Content, without a body.'], false],
    ['a mark of byte order', 200, json, '\ufeff{}', ['{}'], false],
    [
      'Latin-1',
      200,
      { 'content-type': 'text/plain; charset="ISO-8859-1"' },
      Buffer.from([0xfc]),
      ['ü'],
      false,
    ],
    ['a charset that nobody knows', 200, { 'content-type': 'text/plain; charset=x-none' }, 'ü', ['ü'], false],
    ['text sent as bytes', 200, { 'content-type': 'application/octet-stream' }, 'a,b\n', ['a,b\n'], false],
    ['an SVG image', 200, { 'content-type': 'image/svg+xml' }, '<svg/>', ['<svg/>'], false],
    [
      'a PNG image with an error',
      404,
      { 'content-type': 'image/png' },
      Buffer.from([0x89, 0x50]),
      ['The backend answered with 2 bytes of image/png, which cannot be shown as text.'],
      true,
    ],
    [
      'an image of no bytes',
      200,
      { 'content-type': 'image/png' },
      '',
      ['The backend answered 200 OK, without a body.'],
      false,
    ],
    [
      'a film',
      200,
      { 'content-type': 'video/mp4' },
      Buffer.from([0, 1]),
      ['The backend answered with 2 bytes of video/mp4, which cannot be shown as text.'],
      false,
    ],
    [
      'bytes',
      200,
      { 'content-type': 'application/octet-stream' },
      Buffer.from([0, 1, 2]),
      ['The backend answered with 3 bytes of application/octet-stream, which cannot be shown as text.'],
      false,
    ],
    [
      'a redirect',
      302,
      { location: 'http://x/y' },
      'moved',
      ['The backend answered 302 Found and points to http://x/y, which is not followed.'],
      false,
    ],
    ['304', 304, {}, '', ['The backend answered 304 Not Modified, without a body.'], false],
    ['an error with a body', 422, json, '{"error":"no"}', ['{"error":"no"}'], true],
    [
      'an error without a body',
      500,
      {},
      '',
      ['The backend answered 500 Internal Server Error, without a body.'],
      true,
    ],
    ['an error that has no name', 599, {}, '', ['The backend answered 599, without a body.'], true],
    ['401 without a body', 401, {}, '', ['The backend answered 401 Unauthorized, without a body.'], true],
    [
      '401 with a challenge',
      401,
      { 'www-authenticate': 'Bearer realm="api", Basic' },
      '',
      ['The backend answered 401 Unauthorized and asks for: Bearer realm="api", Basic'],
      true,
    ],
    [
      '401 with a challenge and a body',
      401,
      { 'www-authenticate': 'Basic' },
      'who are you',
      ['who are you'],
      true,
    ],
  ])('%s', (_, status, headers, body, texts, isError) => {
    expect(resultOf(status, headers, body, 'text')).toEqual({ texts, isError });
  });
});

describe('an image or a sound', () => {
  it.each([
    ['image/png', { type: 'image', mimeType: 'image/png' }],
    ['IMAGE/Jpeg; q="x"', { type: 'image', mimeType: 'image/jpeg' }],
    ['audio/ogg; codecs=opus', { type: 'audio', mimeType: 'audio/ogg' }],
  ])('%s', (type, part) => {
    const answer = { status: 200, headers: { 'content-type': type }, content: Buffer.from([0x89, 0x50]) };
    expect(answeredResult(answer, 'text')).toEqual({
      content: [{ ...part, data: 'iVA=' }],
      isError: false,
    });
  });
});

describe('what a tool with an output schema answers', () => {
  const broken = "The backend's answer is not the JSON that the tool promises";
  it.each<[string, number, Record<string, string>, string, Promised, object]>([
    [
      'an object',
      200,
      json,
      '{"a":1}',
      'object',
      { texts: ['{"a":1}'], isError: false, structuredContent: { a: 1 } },
    ],
    [
      'a list, wrapped',
      200,
      json,
      '[1]',
      'wrapped',
      { texts: ['[1]'], isError: false, structuredContent: { result: [1] } },
    ],
    [
      'null, wrapped',
      200,
      json,
      'null',
      'wrapped',
      { texts: ['null'], isError: false, structuredContent: { result: null } },
    ],
    [
      'a list',
      200,
      json,
      '[1]',
      'object',
      {
        texts: ["The backend's answer is not the JSON object that the tool promises.", '[1]'],
        isError: true,
      },
    ],
    [
      'no JSON',
      200,
      html,
      '<p>',
      'object',
      { texts: [`${broken}: its type is text/html.`, '<p>'], isError: true },
    ],
    [
      'half of it',
      200,
      json,
      '{"a":',
      'object',
      { texts: [`${broken}: its type is application/json.`, '{"a":'], isError: true },
    ],
    [
      'an image',
      200,
      { 'content-type': 'image/png' },
      'PNG',
      'object',
      {
        texts: [
          `${broken}: its type is image/png.`,
          'The backend answered with 3 bytes of image/png, which cannot be shown as text.',
        ],
        isError: true,
      },
    ],
    [
      'nothing',
      200,
      {},
      '',
      'wrapped',
      { texts: [`${broken}: it is empty.`, 'The backend answered 200 OK, without a body.'], isError: true },
    ],
    ['an error', 404, json, '{"a":1}', 'object', { texts: ['{"a":1}'], isError: true }],
    [
      'a redirect',
      301,
      { location: '/x' },
      '',
      'object',
      {
        texts: ['The backend answered 301 Moved Permanently and points to /x, which is not followed.'],
        isError: true,
      },
    ],
  ])('%s', (_, status, headers, body, promised, expected) => {
    expect(resultOf(status, headers, body, promised)).toEqual(expected);
  });

  it('is found in the tool', () => {
    const call: HttpCall = { protocol: 'http', method: 'GET', path: '/', parameters: [] };
    expect(promisedBy({ call })).toBe('text');
    expect(promisedBy({ call, outputSchema: {} })).toBe('object');
    expect(promisedBy({ call: { ...call, wrapResult: true }, outputSchema: {} })).toBe('wrapped');
  });
});
