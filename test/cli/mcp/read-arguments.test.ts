import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/mcp/read-arguments.ts';
import type { JsonObject } from '../../../src/kernel/index.ts';

const inputSchema: JsonObject = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    limit: { type: 'integer' },
    price: { type: ['number', 'null'] },
    dry: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    counts: { type: 'array', items: { type: 'integer' } },
    address: { $ref: '#/$defs/Address' },
    size: { enum: [1, 2] },
    either: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    free: {},
    loop: { $ref: '#/$defs/Loop' },
  },
  additionalProperties: false,
  $defs: { Address: { type: 'object' }, Loop: { $ref: '#/$defs/Loop' } },
};
const files: Readonly<Record<string, string>> = { note: 'a\nb', '-': '{"city":"Ålesund"}' };
const readInput = (file: string): Promise<string> => Promise.resolve(files[file] ?? '');

function read(
  pairs: readonly string[],
  schema: JsonObject = inputSchema,
  json?: string,
): Promise<JsonObject> {
  return readArguments({ name: 'orders', inputSchema: schema }, { pairs, json }, readInput);
}

describe('arguments', () => {
  it.each([
    [['id=7'], { id: '7' }],
    [['id='], { id: '' }],
    [['id=a=b'], { id: 'a=b' }],
    [['id="x"'], { id: '"x"' }],
    [['limit=7'], { limit: 7 }],
    [['price=7.5'], { price: 7.5 }],
    [['price=7'], { price: 7 }],
    [['price=null'], { price: null }],
    [['dry=false'], { dry: false }],
    [['tags=a'], { tags: ['a'] }],
    [['tags=a', 'tags=b'], { tags: ['a', 'b'] }],
    [['tags=["a","b"]'], { tags: ['a', 'b'] }],
    [['counts=1', 'counts=2'], { counts: [1, 2] }],
    [['address={"city":"Oslo"}'], { address: { city: 'Oslo' } }],
    [['size=2'], { size: 2 }],
    [['either=7'], { either: 7 }],
    [['either=x'], { either: 'x' }],
    [['free=7'], { free: 7 }],
    [['free=x y'], { free: 'x y' }],
    [['loop=x'], { loop: 'x' }],
    [['id=@note'], { id: 'a\nb' }],
    [['id=@@note'], { id: '@note' }],
    [['address=@-'], { address: { city: 'Ålesund' } }],
  ])('%j', async (pairs, expected) => {
    expect(await read(pairs)).toEqual(expected);
  });

  it.each([
    [['limit=many'], /^limit wants a whole number$/],
    [['limit=7.5'], /^limit wants a whole number$/],
    [['price=x'], /^price wants a number, or null$/],
    [['dry=yes'], /^dry wants true or false$/],
    [['address=Oslo'], /^address wants a JSON object$/],
    [['counts=x'], /^counts wants a JSON array$/],
    [['id=1', 'id=2'], /^id is given 2 times/],
    [['limt=7'], /^orders has no argument 'limt': did you mean 'limit'\?$/],
    [['quantum=7'], /^orders has no argument 'quantum': there are id, limit/],
    [['limit'], /^'limit' is not written as name=value$/],
    [['limit=x', 'idd=1'], /limit wants a whole number; orders has no argument 'idd'/],
  ])('%j are refused before the call', async (pairs, why) => {
    await expect(read(pairs)).rejects.toThrow(why);
  });

  const required: JsonObject = { type: 'object', properties: { a: {} }, required: ['a', 'b'] };
  it.each([
    [[], required, undefined, /^a is missing; b is missing$/],
    [['a=1'], required, '{"c":1}', /^b is missing$/],
    [[], required, '[]', /--json is no JSON object/],
    [[], { allOf: [required] }, undefined, /^a is missing; b is missing$/],
  ])('%j of %j with %s', async (pairs, schema, json, why) => {
    await expect(read(pairs, schema, json)).rejects.toThrow(why);
  });

  it('given as JSON are sent as they are, and single ones win', async () => {
    expect(await read(['limit=2'], inputSchema, '{"limit":1,"other":true}')).toEqual({
      limit: 2,
      other: true,
    });
    expect(await read([], inputSchema, '@-')).toEqual({ city: 'Ålesund' });
  });

  it('of other names are sent where the schema takes them', async () => {
    expect(await read(['x=1'], { type: 'object', additionalProperties: true })).toEqual({ x: 1 });
  });

  it('named like parts of every object are values like others', async () => {
    const sent = await read(['__proto__=1'], { type: 'object', additionalProperties: true });
    expect(JSON.stringify(sent)).toBe('{"__proto__":1}');
  });
});
