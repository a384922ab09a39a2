import { describe, expect, it } from 'vitest';
import { graphqlResult } from '../../../../src/gateway/backends/graphql/result.ts';
import { textOfPart } from '../../../../src/gateway/backends/result.ts';

const json = { 'content-type': 'application/json' };
const own = { 'content-type': 'application/graphql-response+json; charset=utf-8' };
const read = (status: number, headers: Record<string, string>, body: unknown): unknown => {
  const { content, ...rest } = graphqlResult({
    status,
    headers,
    content: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  return { texts: content.map(textOfPart), ...rest };
};

const data = { order: { id: '1', items: null } };
const broken = { message: 'no items', path: ['order', 'items', 0], extensions: { code: 'GONE' } };

describe('an answer of a GraphQL backend', () => {
  it.each([
    [
      'data',
      200,
      json,
      { data },
      { texts: [JSON.stringify({ data })], structuredContent: { data }, isError: false },
    ],
    [
      'data with extensions',
      200,
      own,
      { data, extensions: { cost: 1 } },
      {
        texts: [JSON.stringify({ data, extensions: { cost: 1 } })],
        structuredContent: { data, extensions: { cost: 1 } },
        isError: false,
      },
    ],
    [
      'data and errors',
      200,
      json,
      { data, errors: [broken] },
      {
        texts: [
          'The backend answered with errors:\n- no items (at order.items.0, GONE)',
          JSON.stringify({ data }),
        ],
        structuredContent: { data },
        isError: true,
      },
    ],
    [
      'errors without data',
      200,
      json,
      { errors: [{ message: 'a' }, { message: 'b', path: ['order'] }] },
      { texts: ['The backend answered with errors:\n- a\n- b (at order)'], isError: true },
    ],
    [
      'errors with a status of 400',
      400,
      own,
      { data: null, errors: [{ message: 'a', extensions: { code: 7 } }] },
      { texts: ['The backend answered with errors:\n- a'], isError: true },
    ],
    [
      'errors that are none of GraphQL',
      200,
      json,
      { errors: ['no', { reason: 5 }] },
      { texts: ['The backend answered with errors:\n- "no"\n- {"reason":5}'], isError: true },
    ],
    [
      'an empty list of errors',
      200,
      json,
      { data, errors: [] },
      {
        texts: [JSON.stringify({ data, errors: [] })],
        structuredContent: { data, errors: [] },
        isError: false,
      },
    ],
    [
      'no data',
      200,
      json,
      { data: null },
      { texts: ['The backend answered 200 without data.'], isError: true },
    ],
    [
      'data with a status of 500',
      500,
      json,
      { data },
      {
        texts: ['The backend answered 500.', JSON.stringify({ data })],
        structuredContent: { data },
        isError: true,
      },
    ],
    [
      'other JSON',
      200,
      json,
      { message: 'hello' },
      { texts: ["The backend's answer is no answer of GraphQL.", '{"message":"hello"}'], isError: true },
    ],
    [
      'a page',
      200,
      { 'content-type': 'text/html' },
      '<html>',
      { texts: ["The backend's answer is no answer of GraphQL.", '<html>'], isError: true },
    ],
    [
      'nothing',
      200,
      json,
      '',
      {
        texts: [
          "The backend's answer is no answer of GraphQL.",
          'The backend answered 200 OK, without a body.',
        ],
        isError: true,
      },
    ],
    [
      'other JSON with a status',
      404,
      json,
      { message: 'no' },
      { texts: ['{"message":"no"}'], isError: true },
    ],
    [
      'a challenge',
      401,
      { 'www-authenticate': 'Bearer' },
      '',
      { texts: ['The backend answered 401 Unauthorized and asks for: Bearer'], isError: true },
    ],
  ])('%s', (_, status, headers, body, expected) => {
    expect(read(status, headers as Record<string, string>, body)).toEqual(expected);
  });

  it('shows twenty errors, each up to a length', () => {
    const errors = Array.from({ length: 23 }, (_, index) => ({ message: `${index}${'x'.repeat(2000)}` }));
    const { texts } = read(200, json, { errors }) as { texts: string[] };
    const lines = texts[0]?.split('\n') ?? [];
    expect(lines).toHaveLength(22);
    expect(lines[1]).toHaveLength(1002);
    expect(lines.at(-1)).toBe('- and 3 more');
  });
});
