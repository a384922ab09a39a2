import fc from 'fast-check';
import { stringify } from 'yaml';
import { hostile } from './hostile.ts';
import { serviceTree, type Texts, trees } from './trees.ts';

/** A tree as bytes by path, as a fuzzer makes it up. */
export type Input = Readonly<Record<string, Uint8Array>>;

/** How inputs are made: from nothing, from pieces of YAML, from trees that compile, or by much too much of one thing. */
export const kindsOfInput = ['bytes', 'yaml', 'values', 'mutated', 'hostile'] as const;

export type KindOfInput = (typeof kindsOfInput)[number];

/** The input that a kind and a seed always give. */
export function inputOf(kind: KindOfInput, seed: number): Input {
  const [input] = fc.sample(arbitraries[kind], { seed, numRuns: 1 });
  return input ?? {};
}

const fragments = [
  ...[
    ' ',
    '\n',
    '\t',
    '\n  ',
    '\n    ',
    '- ',
    ': ',
    '? ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    '|',
    '>',
    '|-',
    '%',
  ],
  ...[
    '&a ',
    '*a',
    '!x ',
    '!!set ',
    '!!binary ',
    '<<: *a',
    '---\n',
    '...\n',
    '~',
    '.inf',
    '.nan',
    '0x1F',
    '1e999',
    '\u0000',
  ],
  ...[
    '\uFEFF',
    '\u2028',
    '\r\n',
    '\ud83d',
    'null',
    'true',
    '"\\ud800"',
    '__proto__',
    'constructor',
    '$ref',
    '#/',
    '..',
  ],
  ...[
    'apiVersion: reshapr.io/v1alpha1',
    'kind: Service',
    'metadata: { name: x }',
    'spec:',
    'openapi: 3.1.0',
    'paths:',
  ],
  ...[
    'allOf:',
    '- $ref: "#/a"',
    'type Query {',
    'a: A!',
    '}',
    'message A {',
    'rpc A(A) returns (A);',
    'import "s.proto";',
  ],
  ...[
    '${env:X}',
    '${',
    '/*',
    '//',
    'reshapr-ignore RSH3020: x',
    '# reshapr-ignore',
    '9'.repeat(400),
    '['.repeat(300),
  ],
];

const text = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments) }, fc.string({ maxLength: 8 })),
  {
    maxLength: 60,
  },
);

const tree = fc.constantFrom(...trees);

function placed(at: string, content: string | Uint8Array, others: Texts): Input {
  return { ...asBytes(others), [at]: typeof content === 'string' ? Buffer.from(content) : content };
}

function asBytes(texts: Texts): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(texts).map(([path, content]) => [path, Buffer.from(content)]));
}

/** A tree and one of its files. */
const spot = tree.chain((others) =>
  fc.record({ others: fc.constant(others), path: fc.constantFrom(...Object.keys(others)) }),
);

const mutation = fc.record({
  path: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 2_000 })),
  by: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4 })),
  what: fc.constantFrom('replace', 'double', 'move', 'repeat', 'flip', 'swap', 'cut'),
  from: fc.nat(),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutated(texts: Texts, mutations: readonly Mutation[]): Input {
  const files = asBytes(texts);
  const paths = Object.keys(files);
  for (const { path, at, length, by, what, from } of mutations) {
    const name = paths[path % paths.length] ?? '';
    const other = paths[from % paths.length] ?? '';
    const bytes = Buffer.from(files[name] ?? []);
    const start = Math.floor(at * bytes.length);
    const [before, piece, after] = [
      bytes.subarray(0, start),
      bytes.subarray(start, start + length),
      bytes.subarray(start + length),
    ];
    const elsewhere = Buffer.from(files[other] ?? []).subarray(0, length);
    const made: Record<typeof what, () => Buffer> = {
      replace: () => Buffer.concat([before, Buffer.from(by), after]),
      double: () => Buffer.concat([before, piece, piece, after]),
      move: () => Buffer.concat([before, after, piece]),
      repeat: () => Buffer.concat([before, Buffer.from(by.slice(0, 40).repeat(length)), after]),
      flip: () => Buffer.concat([before, piece.map((byte) => byte ^ (1 << (from % 8))), after]),
      swap: () => Buffer.concat([before, elsewhere, after]),
      cut: () => Buffer.from(before),
    };
    files[name] = made[what]();
  }
  return files;
}

const arbitraries: Readonly<Record<KindOfInput, fc.Arbitrary<Input>>> = {
  bytes: fc
    .tuple(spot, fc.uint8Array({ maxLength: 2_000 }), fc.boolean())
    .map(([{ others, path }, bytes, kept]) => {
      const head = kept ? Buffer.from(others[path] ?? '').subarray(0, bytes.length) : Buffer.alloc(0);
      return placed(path, Buffer.concat([head, bytes]), others);
    }),
  yaml: fc.tuple(spot, text).map(([{ others, path }, parts]) => placed(path, parts.join(''), others)),
  values: fc
    .tuple(spot, fc.jsonValue({ maxDepth: 6 }), fc.boolean())
    .map(([{ others, path }, value, block]) =>
      placed(
        path,
        `${others[path]?.slice(0, 60) ?? ''}\n${block ? stringify({ spec: value }) : JSON.stringify(value)}`,
        others,
      ),
    ),
  mutated: fc
    .tuple(tree, fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([texts, mutations]) => mutated(texts, mutations)),
  // Small sizes are as likely as large ones: most mistakes show in both.
  hostile: fc
    .tuple(fc.constantFrom(...hostile.values()), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([{ file, largest, text }, share]) => {
      const spec = text(Math.max(1, Math.round(largest ** share)));
      return asBytes(serviceTree({ [file]: spec }, `file: ${file}`));
    }),
};
