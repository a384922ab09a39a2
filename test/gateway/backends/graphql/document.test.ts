import fc from 'fast-check';
import { graphql, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentOf, graphqlRequest } from '../../../../src/gateway/backends/graphql/document.ts';
import type { GraphqlCall } from '../../../../src/snapshot/index.ts';
import { schemaOf } from '../../../support/graphql/executing-backend.ts';
import { graphqlTools } from '../../../support/graphql/graphql-tools.ts';

const sdl = `
type Query { echo(text: String!, texts: [String!], by: By): Echo, scalar: Int }
input By { text: String by: By }
type Echo { text: String! said(text: String!, by: By): String! size: Int }
`;
const { tools } = await graphqlTools(sdl);
const call = (tools.get('echo') as { call: GraphqlCall }).call;
const schema = schemaOf(sdl);

describe('the request of a call', () => {
  it.each([
    [
      { text: 'a' },
      'query echo($text: String!, $texts: [String!], $by: By) { echo(text: $text, texts: $texts, by: $by) { text size } }',
      { text: 'a' },
    ],
    [
      { text: 'a', by: null, __relation_said: { text: 'b', by: { text: 'c' } } },
      'query echo($text: String!, $texts: [String!], $by: By, $said_text: String!, $said_by: By) { echo(text: $text, texts: $texts, by: $by) { text size said(text: $said_text, by: $said_by) } }',
      { text: 'a', by: null, said_text: 'b', said_by: { text: 'c' } },
    ],
  ])('%j', (args, query, variables) => {
    expect(graphqlRequest(call, args)).toEqual({ query, operationName: 'echo', variables });
  });

  it('has no parentheses without arguments, and no braces without fields', () => {
    const scalar = tools.get('scalar') as { call: GraphqlCall };
    expect(documentOf(scalar.call, [])).toBe('query scalar { scalar }');
  });

  it('takes no argument from what every object has', () => {
    const odd: GraphqlCall = { ...call, arguments: [{ argument: 'constructor', type: 'String' }] };
    expect(graphqlRequest(odd, {}).variables).toEqual({});
  });
});

/** What ends a string, a block string, a selection or an operation, and what begins a variable or a comment. */
const hostile = fc.string({
  unit: fc.constantFrom(
    '"',
    '"""',
    '\\',
    '\n',
    '$',
    '{',
    '}',
    '(',
    ')',
    '#',
    ',',
    ':',
    '!',
    '@',
    'a',
    '__typename',
    'mutation',
    '\u2028',
    '日',
  ),
  maxLength: 12,
});
const by = fc.letrec<{ by: { text?: string; by?: unknown } }>((tie) => ({
  by: fc.record({ text: hostile, by: tie('by') }, { requiredKeys: [] }),
})).by;

describe('what a caller gives', () => {
  it('never becomes part of the text of a request, and reaches the backend as it is', async () => {
    const args = fc.record(
      {
        text: hostile,
        texts: fc.array(hostile),
        by,
        __relation_said: fc.record({ text: hostile, by }, { requiredKeys: ['text'] }),
      },
      { requiredKeys: ['text'] },
    );
    await fc.assert(
      fc.asyncProperty(args, async (given) => {
        const { query, variables, operationName } = graphqlRequest(call, given);
        const relations = given.__relation_said === undefined ? [] : call.relations;
        expect(query).toBe(documentOf(call, relations ?? []));
        expect(validate(schema, parse(query))).toEqual([]);
        const rootValue = {
          echo: (own: { text: string }) => ({ ...own, said: (inner: { text: string }) => inner.text }),
        };
        const { data, errors } = await graphql({
          schema,
          source: query,
          operationName,
          variableValues: JSON.parse(JSON.stringify(variables)) as Record<string, unknown>,
          rootValue,
        });
        expect(errors).toBeUndefined();
        expect(data?.['echo']).toMatchObject({
          text: given.text,
          ...(given.__relation_said === undefined ? {} : { said: given.__relation_said.text }),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('cannot name a relation that the tool does not have', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const args = { text: 'a', [`__relation_${name}`]: { text: 'b' } };
        expect(graphqlRequest(call, args).query).toBe(documentOf(call, []));
      }),
    );
  });
});

it('is written as the library would print it', () => {
  const text = documentOf(call, call.relations ?? []);
  expect(print(parse(text)).replace(/\s+/g, ' ')).toBe(text);
});
