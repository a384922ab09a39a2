/**
 * Specs that are legal and that nobody would write: everything refers to everything, or there is too much of one thing.
 * Each takes a size, and is at most about a megabyte at the largest that the fuzzer asks for.
 */
export interface Hostile {
  readonly file: 's.graphql' | 's.proto' | 's.json';
  /** The largest size that the fuzzer asks for. */
  readonly largest: number;
  text(size: number): string;
}

const times = (count: number, text: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => text(index));

/** So many different indices below `size`, spread over it. */
const spread = (of: number, count: number, size: number): number[] =>
  Array.from({ length: Math.min(count, size) }, (_, index) => (of * 31 + index * 7 + index * index) % size);

const distinct = (numbers: readonly number[]): number[] => [...new Set(numbers)];

const graphql: Readonly<Record<string, (size: number) => string>> = {
  'a dense graph of types': (size) =>
    `type Query { ${times(size, (of) => `q${of}: T${of}`).join(' ')} }\n${times(
      size,
      (of) => `type T${of} { id: ID ${times(size, (to) => `t${to}: T${to}`).join(' ')} }`,
    ).join('\n')}`,
  'a dense graph of relations': (size) =>
    `type Query { ${times(size, (of) => `q${of}: T${of}`).join(' ')} }\n${times(
      size,
      (of) => `type T${of} { id: ID ${times(size, (to) => `t${to}(a: Int): T${to}`).join(' ')} }`,
    ).join('\n')}`,
  'a sparse graph of types': (size) =>
    `type Query { ${times(size, (of) => `q${of}: T${of}`).join(' ')} }\n${times(
      size,
      (of) =>
        `type T${of} { id: ID ${distinct(spread(of, 6, size))
          .map((to) => `t${to}: T${to}`)
          .join(' ')} }`,
    ).join('\n')}`,
  'a query with very many fields': (size) =>
    `type Query { ${times(size, (of) => `q${of}(id: ID!): String`).join(' ')} }`,
  'very many fields of one large type': (size) =>
    `type Query { ${times(size, (of) => `q${of}: T`).join(' ')} }\ntype T { ${times(190, (of) => `f${of}: Int`).join(' ')} }`,
  'one type with very many fields': (size) =>
    `type Query { t: T }\ntype T { ${times(size, (of) => `f${of}: Int`).join(' ')} }`,
  'a field with very many arguments': (size) =>
    `type Query { q(${times(size, (of) => `a${of}: Int = ${of}`).join(' ')}): Int }`,
  'unions of everything': (size) =>
    `type Query { ${times(size, (of) => `q${of}: U${of}`).join(' ')} }\n${times(
      size,
      (of) => `type T${of} { f: ${of % 2 === 0 ? 'Int' : 'String'} u: U${(of * 7 + 1) % size} }`,
    ).join(
      '\n',
    )}\n${times(size, (of) => `union U${of} = ${times(size, (to) => `T${to}`).join(' | ')}`).join('\n')}`,
  'an interface that everything implements': (size) =>
    `type Query { node: Node ${times(size, (of) => `q${of}: T${of}`).join(' ')} }\ninterface Node { id: ID! node: Node }\n${times(
      size,
      (of) =>
        `type T${of} implements Node { id: ID! node: Node f${of}: T${(of + 1) % size} g(a: Int): Node }`,
    ).join('\n')}`,
  'interfaces that implement each other': (size) =>
    `type Query { i: I0 }\n${times(
      size,
      (of) =>
        `interface I${of}${of === 0 ? '' : ` implements ${times(of, (to) => `I${to}`).join(' & ')}`} { id: ID }`,
    ).join('\n')}\ntype T implements ${times(size, (to) => `I${to}`).join(' & ')} { id: ID }`,
  'a dense graph of inputs': (size) =>
    `type Query { ${times(size, (of) => `q${of}(i: I${of}): Int`).join(' ')} }\n${times(
      size,
      (of) => `input I${of} { id: ID ${times(size, (to) => `i${to}: I${to}`).join(' ')} }`,
    ).join('\n')}`,
  'a chain of inputs': (size) =>
    `type Query { q(i: I0): Int }\n${times(size, (of) => `input I${of} { next: I${of + 1} }`).join('\n')}\ninput I${size} { id: ID }`,
  'a chain of required inputs': (size) =>
    `type Query { ${times(size, (of) => `q${of}(i: I${of}!): Int`).join(' ')} }\n${times(size, (of) => `input I${of} { next: I${of + 1}! }`).join('\n')}\ninput I${size} { id: ID }`,
  'a chain of types': (size) =>
    `type Query { ${times(size, (of) => `q${of}: T${of}`).join(' ')} }\n${times(size, (of) => `type T${of} { next: T${of + 1} }`).join('\n')}\ntype T${size} { id: ID }`,
  'a list of lists': (size) =>
    `type Query { q(a: ${'['.repeat(size)}Int${']'.repeat(size)}): ${'['.repeat(size)}Int${']'.repeat(size)} }`,
  'a default of defaults': (size) =>
    `type Query { q(a: I = ${'{ i: '.repeat(size)}null${' }'.repeat(size)}): Int }\ninput I { i: I }`,
  'an enum with very many values': (size) =>
    `type Query { q(e: E): E r(e: [E!] = [V0]): [E] }\nenum E { ${times(size, (of) => `V${of}`).join(' ')} }`,
  'very many extensions': (size) =>
    `type Query { a: Int }\n${times(size, (of) => `extend type Query { q${of}: Int }`).join('\n')}`,
  'very many types that are not defined': (size) =>
    `type Query { ${times(size, (of) => `q${of}: Tpye${of}`).join(' ')} }\n${times(Math.floor(size / 4), (of) => `type Type${of} { id: ID }`).join('\n')}`,
  'the same type again and again': (size) =>
    `type Query { a: A }\n${times(size, () => 'type A { id: ID }').join('\n')}`,
  'very many interfaces that each implements the one before': (size) =>
    `type Query { i: I${size} }\ninterface I0 { id: ID }\n${times(size, (of) => `interface I${of + 1} implements I${of} { id: ID }`).join('\n')}`,
  'very many directives': (size) =>
    `type Query { ${times(size, (of) => `q${of}: Int @d${of}(a: "x") @e${of}`).join(' ')} }\n${times(size, (of) => `directive @d${of}(a: String) on FIELD_DEFINITION`).join('\n')}`,
  'the same field again and again': (size) =>
    `type Query { ${times(size, () => 'a(b: Int, b: Int): Int').join(' ')} }`,
  'a mutation for every query': (size) =>
    `type Query { ${times(size, (of) => `q${of}: Int`).join(' ')} }\ntype Mutation { ${times(size, (of) => `q${of}: Int`).join(' ')} }`,
  'very many unions of the same types': (size) =>
    `type Query { ${times(size, (of) => `q${of}: U${of}`).join(' ')} }\n${times(50, (of) => `type T${of} { f: ${of % 2 === 0 ? 'Int' : 'String'} t: T${(of + 1) % 50} }`).join('\n')}\n${times(size, (of) => `union U${of} = ${times(50, (to) => `T${to}`).join('|')}`).join('\n')}`,
  'descriptions without end': (size) =>
    `type Query { ${times(size, (of) => `"""${'words of it '.repeat(20)}""" q${of}: Int @deprecated(reason: "${of}")`).join('\n')} }`,
};

const message = (name: string, fields: readonly string[]): string =>
  `message ${name} { ${fields.map((field, index) => `${field} = ${index + 1};`).join(' ')} }`;

const service = (methods: readonly string[]): string => `service S { ${methods.join(' ')} }`;

const protoOf = (...parts: readonly string[]): string =>
  `syntax = "proto3";\npackage shop.v1;\n${parts.join('\n')}\n`;

const protobuf: Readonly<Record<string, (size: number) => string>> = {
  'a dense graph of messages': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(M${of}) returns (M${of});`)),
      ...times(size, (of) =>
        message(
          `M${of}`,
          times(size, (to) => `M${to} m${to}`),
        ),
      ),
    ),
  'very many extensions': (size) =>
    `syntax = "proto2";\nmessage A { extensions 100 to max; }\n${service(['rpc R(A) returns (A);'])}\n${times(size, (of) => `extend A { optional int32 e${of} = ${of + 100}; }`).join('\n')}`,
  'very many methods': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(A) returns (A);`)),
      message(
        'A',
        times(50, (of) => `string f${of}`),
      ),
    ),
  'very many fields': (size) =>
    protoOf(
      service(['rpc R(A) returns (A);']),
      message(
        'A',
        times(size, (of) => `int64 f${of}`),
      ),
    ),
  'very many messages': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(M${of}) returns (M${(of + 1) % size});`)),
      ...times(size, (of) => message(`M${of}`, ['string a', `map<string, M${(of * 7) % size}> b`])),
    ),
  'messages in messages': (size) =>
    protoOf(
      service(['rpc R(A) returns (A);']),
      `${'message A { '.repeat(size)}int32 x = 1;${' }'.repeat(size)}`,
    ),
  'an enum with very many values': (size) =>
    protoOf(
      service(['rpc R(A) returns (A);']),
      message('A', ['E e', 'repeated E f']),
      `enum E { ${times(size, (of) => `V${of} = ${of};`).join(' ')} }`,
    ),
  'a oneof with very many fields': (size) =>
    protoOf(
      service(['rpc R(A) returns (A);']),
      `message A { oneof of { ${times(size, (of) => `string f${of} = ${of + 1};`).join(' ')} } }`,
    ),
  'very many oneofs': (size) =>
    protoOf(
      service(['rpc R(A) returns (A);']),
      `message A { ${times(size, (of) => `oneof o${of} { string f${of} = ${2 * of + 1}; int64 g${of} = ${2 * of + 2}; }`).join(' ')} }`,
    ),
  'very many services': (size) =>
    protoOf(...times(size, (of) => `service S${of} { rpc R(A) returns (A); }`), message('A', ['string a'])),
  'very many types that are not defined': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(Mesage${of}) returns (A);`)),
      message('A', ['string a']),
      ...times(Math.floor(size / 4), (of) => message(`Message${of}`, ['string a'])),
    ),
  'the same message again and again': (size) =>
    protoOf(service(['rpc R(A) returns (A);']), ...times(size, () => message('A', ['string a']))),
  'very many enums': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(M) returns (M);`)),
      message('M', ['E0 e']),
      ...times(size, (of) => `enum E${of} { A${of} = 0; }`),
    ),
  'very many imports of one file': (size) =>
    protoOf(
      ...times(size, () => 'import "google/protobuf/any.proto";'),
      service(['rpc R(A) returns (A);']),
      message('A', ['google.protobuf.Any a']),
    ),
  'very many imports of nothing': (size) =>
    protoOf(
      ...times(size, (of) => `import "a/b${of}.proto";`),
      service(['rpc R(A) returns (A);']),
      message('A', ['B b']),
    ),
  'comments without end': (size) =>
    protoOf(
      service(
        times(size, (of) => `// ${'words of it '.repeat(20)}\n// (-- [a][b] --)\nrpc R${of}(A) returns (A);`),
      ),
      message('A', ['string a']),
    ),
  'a chain of messages': (size) =>
    protoOf(
      service(times(size, (of) => `rpc R${of}(M${of}) returns (M${of});`)),
      ...times(size, (of) => message(`M${of}`, [`M${of + 1} next`])),
      message(`M${size}`, ['string a']),
    ),
};

type Json = unknown;

const specOf = (
  paths: Readonly<Record<string, Json>>,
  schemas: Readonly<Record<string, Json>> = {},
): string =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 'S', version: '1' }, paths, components: { schemas } });

const object = (entries: readonly (readonly [string, Json])[]): Record<string, Json> =>
  Object.fromEntries(entries);
const keyed = (count: number, prefix: string, value: (index: number) => Json): Record<string, Json> =>
  object(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, value(index)] as const));

const answering = (schema: Json): Json => ({
  description: 'Answers.',
  requestBody: { content: { 'application/json': { schema } } },
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const ref = (to: number): Json => ({ $ref: `#/components/schemas/T${to}` });
const perSchema = (size: number): Record<string, Json> =>
  keyed(size, '/p', (of) => ({ post: answering(ref(of)) }));

const openapi: Readonly<Record<string, (size: number) => string>> = {
  'a dense graph of schemas': (size) =>
    specOf(
      perSchema(size),
      keyed(size, 'T', () => ({ type: 'object', properties: keyed(size, 't', ref) })),
    ),
  'a dense graph of allOf': (size) =>
    specOf(
      perSchema(size),
      keyed(size, 'T', (of) => ({
        allOf: Array.from({ length: of }, (_, to) => ref(to)),
        properties: { [`p${of}`]: { type: 'string' } },
      })),
    ),
  'a cycle of allOf': (size) =>
    specOf(
      perSchema(size),
      keyed(size, 'T', (of) => ({ allOf: [ref((of + 1) % size), { properties: { [`p${of}`]: {} } }] })),
    ),
  'a dense graph of anyOf': (size) =>
    specOf(
      perSchema(size),
      keyed(size, 'T', () => ({ anyOf: Array.from({ length: size }, (_, to) => ref(to)) })),
    ),
  'a chain of $ref': (size) =>
    specOf(
      perSchema(size),
      keyed(size, 'T', (of) => (of === size - 1 ? { type: 'object' } : ref(of + 1))),
    ),
  'a schema in schemas': (size) => {
    let schema: string = '{"type":"string"}';
    for (let index = 0; index < size; index++) schema = `{"type":"object","properties":{"a":${schema}}}`;
    return specOf({ '/p': { post: answering('SCHEMA') } }).replaceAll('"SCHEMA"', schema);
  },
  'very many paths': (size) =>
    specOf(keyed(size, '/p', () => ({ get: { responses: { 200: { description: 'ok' } } } }))),
  'paths with one name': (size) =>
    specOf(
      object(
        Array.from(
          { length: size },
          (_, of) =>
            [
              `/a${'_'.repeat(of % 7)}/{b}${'-'.repeat(of % 11)}/${of % 13}`,
              { get: { responses: {} } },
            ] as const,
        ),
      ),
    ),
  'very many parameters': (size) =>
    specOf({
      '/p': {
        get: {
          parameters: Array.from({ length: size }, (_, of) => ({
            name: `q${of}`,
            in: 'query',
            schema: { type: 'string' },
          })),
          responses: {},
        },
      },
    }),
  'an enum with very many values': (size) =>
    specOf({
      '/p': {
        post: answering({ type: 'object', properties: { e: { enum: times(size, (of) => `v${of}`) } } }),
      },
    }),
  'very many schemas': (size) =>
    specOf(
      { '/p': { post: answering(ref(0)) } },
      keyed(size, 'T', () => ({ type: 'string' })),
    ),
  'very many responses': (size) =>
    specOf({
      '/p': {
        get: {
          responses: keyed(size, '', (of) => ({
            description: `${of}`,
            content: { 'application/json': { schema: { type: 'string' } } },
          })),
        },
      },
    }),
  'operations with one operationId': (size) =>
    specOf(keyed(size, '/p', () => ({ get: { operationId: 'same', tags: ['t'], responses: {} } }))),
  'very many $refs to nothing': (size) =>
    specOf(
      perSchema(size),
      keyed(Math.floor(size / 2), 'S', () => ({ type: 'object' })),
    ),
  'very many tags of one operation': (size) =>
    specOf({
      '/p': { get: { tags: times(size, (of) => `t${of}`), responses: keyed(size, 'x-', () => ({})) } },
    }),
};

/** The largest sizes, where it is not so many that the text is about a megabyte: what grows with the square ends sooner. */
const largest: Readonly<Record<string, number>> = {
  'a list of lists': 5_000,
  'a cycle of allOf': 1_000,
  'a dense graph of allOf': 100,
  'a chain of $ref': 1_000,
  // Not bounded yet: 4,096 of them take more than four seconds.
  'very many unions of the same types': 1_024,
};

const megabyte = 1_000_000;

function sized(
  file: Hostile['file'],
  makers: Readonly<Record<string, (size: number) => string>>,
): [string, Hostile][] {
  return Object.entries(makers).map(([what, text]) => [
    `${file.slice(2)}: ${what}`,
    { file, text, largest: largest[what] ?? largestOf(text) },
  ]);
}

/** The size whose text is about a megabyte, at most 20,000. */
function largestOf(text: (size: number) => string): number {
  let size = 8;
  while (size < 20_000 && text(size * 2).length <= megabyte) size *= 2;
  return Math.min(size, 20_000);
}

/** By what they are. */
export const hostile: ReadonlyMap<string, Hostile> = new Map([
  ...sized('s.graphql', graphql),
  ...sized('s.proto', protobuf),
  ...sized('s.json', openapi),
]);
