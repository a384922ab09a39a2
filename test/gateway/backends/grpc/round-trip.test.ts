import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type OracleBackend,
  type ProtoOracle,
  protoOracle,
  startOracleBackend,
} from '../../../support/grpc-oracle.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { answers, grpcTree, protoNames, protoText } from './support.ts';

let oracle: ProtoOracle;
let backend: OracleBackend;
let served: ServedTree;
const clients = new Map<string, Client>();

beforeAll(async () => {
  oracle = protoOracle(Object.fromEntries(protoNames.map((name) => [`${name}.proto`, protoText(name)])));
  backend = await startOracleBackend(oracle, answers(oracle));
  served = await serveTree(grpcTree(`http://127.0.0.1:${backend.port}`, 'backendTimeout: 60000'));
  for (const name of protoNames) {
    const client = await served.client(name);
    // The SDK's client checks results against the output schemas that it has seen.
    await client.listTools();
    clients.set(name, client);
  }
});

afterAll(async () => {
  await served.stop();
  await backend.stop();
});

async function call(tool: string, args: Record<string, unknown>, service = 'everything') {
  const client = clients.get(service) as Client;
  const { structuredContent, content, isError } = await client.callTool({ name: tool, arguments: args });
  const [{ text = '' } = {}] = content as { text?: string }[];
  return { structuredContent, text, isError };
}

interface Row {
  readonly what: string;
  readonly tool: string;
  readonly service?: string;
  readonly args: Record<string, unknown>;
  readonly comes: unknown;
}

const rows: readonly Row[] = [
  { what: 'an empty message', tool: 'Echo', args: {}, comes: {} },
  {
    what: 'the largest integers, as texts',
    tool: 'Echo',
    args: {
      an_int64: '9223372036854775807',
      a_uint64: '18446744073709551615',
      a_sint64: '-9223372036854775808',
    },
    comes: {
      anInt64: '9223372036854775807',
      aUint64: '18446744073709551615',
      aSint64: '-9223372036854775808',
    },
  },
  {
    what: 'fixed integers at their ends',
    tool: 'Echo',
    args: {
      a_fixed32: 4294967295,
      a_fixed64: '18446744073709551615',
      a_sfixed32: -2147483648,
      a_sfixed64: '-9223372036854775808',
      an_int32: -2147483648,
      a_uint32: 4294967295,
      a_sint32: 2147483647,
    },
    comes: {
      aFixed32: 4294967295,
      aFixed64: '18446744073709551615',
      aSfixed32: -2147483648,
      aSfixed64: '-9223372036854775808',
      anInt32: -2147483648,
      aUint32: 4294967295,
      aSint32: 2147483647,
    },
  },
  {
    what: '64-bit integers as numbers',
    tool: 'Echo',
    args: { an_int64: 9007199254740991, longs: [1, '-2', 3] },
    comes: { anInt64: '9007199254740991', longs: ['1', '-2', '3'] },
  },
  {
    what: 'numbers that are none',
    tool: 'Echo',
    args: { a_double: 'NaN', a_float: '-Infinity' },
    comes: { aDouble: 'NaN', aFloat: '-Infinity' },
  },
  {
    what: 'bytes in both alphabets of base64, padded or not',
    tool: 'Echo',
    args: { some_bytes: '-_8', blobs: ['', 'AA==', '+/+/'] },
    comes: { someBytes: '+/8=', blobs: ['', 'AA==', '+/+/'] },
  },
  {
    what: 'presence: what is zero and said',
    tool: 'Echo',
    args: { maybe: 0, maybe_text: '', an_int32: 0, a_string: '' },
    comes: { maybe: 0, maybeText: '' },
  },
  {
    what: 'packed and unpacked lists',
    tool: 'Echo',
    args: { packed: [1, 2, 3], unpacked: [4, 5], texts: ['ü', '日本', '😀'] },
    comes: { packed: [1, 2, 3], unpacked: [4, 5], texts: ['ü', '日本', '😀'] },
  },
  {
    what: 'fields with a JSON name, and with names of objects',
    tool: 'Echo',
    args: { renamed: 'a', __odd_name__2: 'b', constructor: 'c', hasOwnProperty: 'd', toJSON: 'e' },
    comes: { otherName: 'a', OddName2: 'b', constructor: 'c', hasOwnProperty: 'd', toJSON: 'e' },
  },
  {
    what: 'recursion, maps by every kind of key, enums',
    tool: 'EchoNested',
    args: {
      name: 'a',
      child: { name: 'b', child: { name: 'c' } },
      children: [{}, { color: 'BLUE' }],
      by_name: { x: { name: 'y' }, '': {} },
      by_number: { '-9223372036854775808': 'min', '0': 'zero' },
      by_flag: { true: 'RED', false: 'COLOR_UNSPECIFIED' },
      by_id: { '4294967295': 'AA==' },
      color: 'NEGATIVE',
      colors: ['RED', 'BLUE', 'RED'],
      deep: { color: 'BLUE' },
    },
    comes: {
      name: 'a',
      child: { name: 'b', child: { name: 'c' } },
      children: [{}, { color: 'BLUE' }],
      byName: { x: { name: 'y' }, '': {} },
      byNumber: { '-9223372036854775808': 'min', '0': 'zero' },
      byFlag: { true: 'RED', false: 'COLOR_UNSPECIFIED' },
      byId: { '4294967295': 'AA==' },
      color: 'NEGATIVE',
      colors: ['RED', 'BLUE', 'RED'],
      deep: { color: 'BLUE' },
    },
  },
  {
    what: 'an alias as the first name',
    tool: 'EchoNested',
    args: { color: 'CRIMSON' },
    comes: { color: 'RED' },
  },
  ...[
    { text: '' },
    { number: '7' },
    { leaf: { size: 3 } },
    { shade: 'COLOR_UNSPECIFIED' },
    { nothing: null },
  ].map((args) => ({ what: `a oneof: ${Object.keys(args).join()}`, tool: 'EchoNested', args, comes: args })),
  {
    what: 'every well-known type',
    tool: 'EchoKnown',
    args: {
      at: '2026-02-28T23:59:59.123456789+01:00',
      takes: '-1.5s',
      mask: 'displayName,owner.homeAddress',
      data: { a: 1, b: [true, null, 'x', { c: {} }] },
      value: [1, { two: 2 }],
      list: ['a', 1, null],
      any: { '@type': 'type.googleapis.com/test.everything.v1.Leaf', size: 3 },
      empty: {},
      double_value: 0,
      float_value: 1.5,
      int64_value: '-1',
      uint64_value: '18446744073709551615',
      int32_value: 0,
      uint32_value: 7,
      bool_value: false,
      string_value: '',
      bytes_value: 'AQI=',
      times: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'],
      values: { a: null, b: 1, c: 'text' },
      anything: [
        { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '1s' },
        { '@type': 'type.googleapis.com/test.everything.v1.Nested', child: { name: 'inside' } },
      ],
    },
    comes: {
      at: '2026-02-28T22:59:59.123456789Z',
      takes: '-1.500s',
      mask: 'displayName,owner.homeAddress',
      data: { a: 1, b: [true, null, 'x', { c: {} }] },
      value: [1, { two: 2 }],
      list: ['a', 1, null],
      any: { '@type': 'type.googleapis.com/test.everything.v1.Leaf', size: 3 },
      empty: {},
      doubleValue: 0,
      floatValue: 1.5,
      int64Value: '-1',
      uint64Value: '18446744073709551615',
      int32Value: 0,
      uint32Value: 7,
      boolValue: false,
      stringValue: '',
      bytesValue: 'AQI=',
      times: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'],
      values: { a: null, b: 1, c: 'text' },
      anything: [
        { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '1s' },
        { '@type': 'type.googleapis.com/test.everything.v1.Nested', child: { name: 'inside' } },
      ],
    },
  },
  { what: 'a null value', tool: 'EchoKnown', args: { value: null }, comes: { value: null } },
  {
    what: 'messages that are no objects',
    tool: 'When',
    args: { value: '90.5s' },
    comes: { result: '1970-01-01T00:01:30.500Z' },
  },
  {
    what: 'a value that is a list',
    tool: 'Say',
    args: { value: '[1,"two",null]' },
    comes: { result: [1, 'two', null] },
  },
  { what: 'a value that is null', tool: 'Say', args: { value: 'null' }, comes: { result: null } },
  { what: 'nothing', tool: 'Nothing', args: {}, comes: {} },
  { what: 'a struct as the message', tool: 'Struct', args: { a: [1], b: null }, comes: { a: [1], b: null } },
  {
    what: 'proto2: required, groups, extensions, enums without zero',
    tool: 'Echo',
    service: 'legacy',
    args: {
      id: 'r',
      size: 0,
      kind: 'SMALL',
      numbers: [1, 2],
      packed: [3],
      inner: { note: 'n', weight: 2 },
      rows: [{ cell: 'a' }, {}],
      '[test.legacy.remark]': 'said',
      '[test.legacy.others]': [{ id: 'other' }],
    },
    comes: {
      id: 'r',
      size: 0,
      kind: 'SMALL',
      numbers: [1, 2],
      packed: [3],
      inner: { note: 'n', weight: 2 },
      rows: [{ cell: 'a' }, {}],
      '[test.legacy.remark]': 'said',
      '[test.legacy.others]': [{ id: 'other' }],
    },
  },
  {
    what: 'proto2: defaults are not sent',
    tool: 'Echo',
    service: 'legacy',
    args: { id: '' },
    comes: { id: '' },
  },
  {
    what: 'editions: presence, delimited messages, expanded lists',
    tool: 'Echo',
    service: 'edition',
    args: {
      name: '',
      explicit: 0,
      delimited: { name: 'inner', delimited: {} },
      expanded: [1, 2],
      shape: 'ROUND',
      parts: [{ number: 1 }],
    },
    comes: {
      explicit: 0,
      delimited: { name: 'inner', delimited: {} },
      expanded: [1, 2],
      shape: 'ROUND',
      parts: [{ number: 1 }],
    },
  },
];

describe('a gRPC call and its answer', () => {
  it.each(rows)('$what', async ({ tool, service = 'everything', args, comes }) => {
    const { structuredContent, text, isError } = await call(tool, args, service);
    expect({ structuredContent, isError, text: isError ? text : undefined }).toEqual({
      structuredContent: comes,
      isError: undefined,
    });
    const isWrapped = comes !== null && typeof comes === 'object' && 'result' in comes;
    expect(JSON.parse(text)).toEqual(isWrapped ? comes.result : comes);
  });
});

describe('arguments that are refused', () => {
  it.each([
    { what: 'two of a oneof', args: { text: 'a', number: '1' }, says: 'number is not known here' },
    { what: 'an unknown enum name', args: { color: 'GREEN' }, says: 'color' },
    { what: 'a field that is not there', args: { colour: 'RED' }, says: 'colour is not known here' },
    { what: 'a key that is no number', args: { by_number: { one: 'x' } }, says: 'by_number' },
    { what: 'a number that is too large', args: { number: '9223372036854775808' }, says: 'out of range' },
  ])('$what', async ({ args, says }) => {
    const { text, isError } = await call('EchoNested', args);
    expect(isError).toBe(true);
    expect(text).toContain(says);
  });
});
