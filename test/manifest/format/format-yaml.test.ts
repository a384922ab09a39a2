import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { Document, type ToStringOptions } from 'yaml';
import { formatFile, readDocuments, yamlComments } from '../../../src/manifest/index.ts';

const head = 'apiVersion: reshapr.io/v1alpha1\nkind: GatewayGroup\nmetadata: { name: a }\n';

function format(text: string, file = 'a.yaml'): string {
  const formatted = formatFile(file, Buffer.from(text));
  return formatted.type === 'formatted' ? formatted.text : `${formatted.type}: ${JSON.stringify(formatted)}`;
}

/** What a manifest's `spec` becomes. */
const spec = (text: string): string => format(`${head}spec:\n${text}`).slice(`${head}spec:\n`.length);

describe('manifests in YAML', () => {
  it('have their members in order, what is said above them, and one layout', () => {
    const text = `# Licence

# The group.
kind:   GatewayGroup   # of gateways
status: { ready: true }
spec:
      labels:   {env: "dev"}

      # Last.
      keepOnDelete:   true
apiVersion: 'reshapr.io/v1alpha1'
metadata:
    name: "a"
`;
    expect(format(text)).toBe(`# Licence

# The group.
apiVersion: reshapr.io/v1alpha1
kind: GatewayGroup # of gateways
metadata:
  name: a
spec:
  labels: { env: dev }

  # Last.
  keepOnDelete: true
status: { ready: true }
`);
  });

  it.each([
    ['lists are indented', '  a:\n  - x\n  -   y\n', '  a:\n    - x\n    - y\n'],
    [
      'comments stay beside and above',
      '  # up\n  a: 1   # side\n  # down\n',
      '  # up\n  a: 1 # side\n  # down\n',
    ],
    ['blank lines become one', '  a: 1\n\n\n\n  b: 2\n', '  a: 1\n\n  b: 2\n'],
    ['braces have blanks, brackets have none', '  a: {b: [ 1,2 ], c: {}}\n', '  a: { b: [1, 2], c: {} }\n'],
    ['a comment beside braces stays', '  a: {b: 1} # c\n', '  a: { b: 1 } # c\n'],
    [
      'braces with comments become a block',
      '  a: { b: 1, # c\n    d: 2 }\n',
      '  a:\n    b: 1 # c\n    d: 2\n',
    ],
    [
      'long braces become a block',
      `  a: { ${'b'.repeat(50)}: 1, ${'c'.repeat(50)}: [2] }\n`,
      `  a:\n    ${'b'.repeat(50)}: 1\n    ${'c'.repeat(50)}: [2]\n`,
    ],
    ['needless quotes go', `  a: "b c"\n  'd': '/e/f.yaml'\n`, '  a: b c\n  d: /e/f.yaml\n'],
    [
      'quotes stay where some YAML would read something else',
      `  a: "1"\n  b: 'yes'\n  c: "2024-01-01"\n  d: "12:30"\n  e: "~"\n  f: "null"\n  g: ""\n  h: "- x"\n  i: "a: b"\n`,
      `  a: "1"\n  b: "yes"\n  c: "2024-01-01"\n  d: "12:30"\n  e: "~"\n  f: "null"\n  g: ""\n  h: "- x"\n  i: "a: b"\n`,
    ],
    [
      'quotes are double where nothing has to be escaped',
      `  a: '\${env:X}'\n  b: '^\\d+$'\n  c: 'say "x"'\n  d: "\\u00e9\\t"\n`,
      `  a: "\${env:X}"\n  b: '^\\d+$'\n  c: 'say "x"'\n  d: "\\u00e9\\t"\n`,
    ],
    [
      'numbers stay as written',
      '  a: 007\n  b: 1.0\n  c: 0x1F\n  d: 1e3\n  e: ~\n  f:\n',
      '  a: 007\n  b: 1.0\n  c: 0x1F\n  d: 1e3\n  e: ~\n  f:\n',
    ],
    [
      'blocks of text keep their lines',
      '  a: |\n       x\n         y\n\n       z\n  b: 1\n',
      '  a: |\n    x\n      y\n\n    z\n  b: 1\n',
    ],
    [
      'folded text keeps its lines',
      '  a: >-  # c\n       x\n       y\n\n       z\n  b: 1\n',
      '  a: >-  # c\n    x\n    y\n\n    z\n  b: 1\n',
    ],
    ['plain text keeps its lines', '  a: x\n       y\n\n       z\n', '  a: x\n    y\n\n    z\n'],
    ['quoted text keeps its lines', '  a: "x: \n       y"\n', '  a: "x:\n    y"\n'],
    [
      'anchors and aliases stay',
      '  a: &x { b: 1 }\n  c: *x\n  d:\n    <<: *x\n',
      '  a: &x { b: 1 }\n  c: *x\n  d:\n    <<: *x\n',
    ],
    ['comments in text are none', '  a: |\n    # b\n  c: "# d"\n', '  a: |\n    # b\n  c: "# d"\n'],
  ])('%s', (_, before, after) => {
    expect(spec(before)).toBe(after);
    expect(spec(after)).toBe(after);
  });

  it('keep separators, windows line ends and byte order marks', () => {
    expect(format(`---\n${head}---\n# b\n${head}`)).toBe(`---\n${head}---\n# b\n${head}`);
    const windows = `\uFEFF${head}spec:\n    a:   b\n`.replaceAll('\n', '\r\n');
    expect(format(windows)).toBe(`\uFEFF${head}spec:\n  a: b\n`.replaceAll('\n', '\r\n'));
  });

  it.each([
    ['a spec', 'openapi: 3.1.0\ninfo:   { title: x }\n', 'foreign'],
    [
      'a document of others',
      'apiVersion: v1\nkind:   Secret\nmetadata: { labels: { x: reshapr.io/a } }\n',
      'foreign',
    ],
    ['text without manifests', 'just reshapr.io/ text\n', 'foreign'],
    ['manifests beside documents of others', `${head}---\napiVersion: v1\nkind: Secret\n`, 'left'],
    ['tags', `${head}spec:\n  a: !!str 1\n`, 'left'],
    ['tags in braces', `${head}spec: { a: !!str b }\n`, 'left'],
    ['directives', `%YAML 1.2\n---\n${head}`, 'left'],
    ['carriage returns within lines', `${head}spec: "a\rb"\n`, 'left'],
    ['text with indicators', `${head}spec:\n  a: >2\n      x\n`, 'left'],
    ['what does not parse', `${head}spec: a: b\n`, 'broken'],
  ])('%s is not touched', (_, text, type) => {
    expect(formatFile('a.yaml', Buffer.from(text)).type).toBe(type);
  });

  it.each(globSync('examples/reshapr.d/**/*.{yaml,json}'))('%s is laid out already', async (file) => {
    const { readFile } = await import('node:fs/promises');
    const formatted = formatFile(file, await readFile(file));
    if (formatted.type === 'formatted') expect(formatted.changed).toBe(false);
    else expect(formatted.type).toBe('foreign');
  });
});

describe('manifests in JSON', () => {
  it.each([
    [
      '{"kind":"GatewayGroup","apiVersion":"reshapr.io/v1alpha1","spec":{"a":[],"b":{},"c":[1.0,"x\\u00e9"]}}',
    ],
  ])('%s is laid out', (text) => {
    expect(format(text, 'a.json')).toBe(`{
  "apiVersion": "reshapr.io/v1alpha1",
  "kind": "GatewayGroup",
  "spec": {
    "a": [],
    "b": {},
    "c": [
      1.0,
      "x\\u00e9"
    ]
  }
}
`);
  });
});

const words = fc.constantFrom(
  'a',
  'b c',
  'yes',
  '1',
  '',
  ' x',
  'a: b',
  '# c',
  'é',
  '- d',
  '"q"',
  "it's",
  '{x',
  'null',
  'x\ny',
  'x\n\n y\n',
  '\\d',
  '012',
  '~',
  '*a',
  '&a',
  '!t',
  '|',
  '%',
  '@',
  '`',
  'a,b',
  '[',
  'x #y',
  'tab\there',
);
const leaf = fc.oneof(
  words,
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        words.filter((key) => key !== ''),
        fc.string({ minLength: 1, maxLength: 6 }),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));
const manifest = fc.record({
  kind: fc.constant('GatewayGroup'),
  spec: value,
  apiVersion: fc.constant('reshapr.io/v1alpha1'),
  metadata: value,
});
const style = fc.record({
  indent: fc.constantFrom(1, 2, 3, 4, 7),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 40, 80),
  singleQuote: fc.constantFrom(true, false, null),
  flowCollectionPadding: fc.boolean(),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  blockQuote: fc.constantFrom(true, false, 'folded', 'literal'),
  defaultStringType: fc.constantFrom(
    'PLAIN',
    'QUOTE_DOUBLE',
    'QUOTE_SINGLE',
    'BLOCK_LITERAL',
    'BLOCK_FOLDED',
  ),
} as const);

/** A text with comments at some of its lines, where those are comments. */
function commented(text: string, places: readonly number[]): string {
  const lines = text.split('\n');
  for (const place of places) {
    const index = place % lines.length;
    const line = lines[index] ?? '';
    if (place % 2 === 0) lines[index] = `${line} # side ${place}`;
    else lines.splice(index, 0, `${' '.repeat(place % 5)}# above ${place}`);
  }
  return lines.join('\n');
}

const commentTexts = (text: string): string[] =>
  [...yamlComments(text)].map((each) => each.text.trimEnd()).sort();

/** A longer run sets it; a failure prints its seed. */
const runs = Number(process.env['RESHAPR_ANYTHING_RUNS'] ?? 60);

describe('whatever a manifest says', () => {
  it('is said by its new layout too, with every comment, and laying that out changes nothing', () => {
    let formattedCount = 0;
    fc.assert(
      fc.property(
        fc.array(manifest, { minLength: 1, maxLength: 2 }),
        style,
        fc.array(fc.nat(200), { maxLength: 4 }),
        (values, options, places) => {
          const plain = values
            .map((each) => new Document(each).toString(options as ToStringOptions))
            .join('---\n');
          const text = commented(plain, places);
          const before = readDocuments('a.yaml', Buffer.from(text));
          const formatted = formatFile('a.yaml', Buffer.from(text));
          if (formatted.type !== 'formatted') return;
          formattedCount++;
          const after = readDocuments('a.yaml', Buffer.from(formatted.text));
          expect(
            isDeepStrictEqual(
              after.documents.map((each) => each.value),
              before.documents.map((each) => each.value),
            ),
          ).toBe(true);
          expect(commentTexts(formatted.text)).toEqual(commentTexts(text));
          expect(formatFile('a.yaml', Buffer.from(formatted.text))).toEqual({ ...formatted, changed: false });
        },
      ),
      { numRuns: 2 * runs },
    );
    expect(formattedCount).toBeGreaterThan(1.5 * runs);
  });

  it('never makes it fail', () => {
    const pieces = fc.constantFrom(
      head,
      'spec:',
      '\n',
      '  ',
      'a: ',
      '- ',
      '#c',
      '|',
      '>',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ',',
      '&a',
      '*a',
      '!t',
      '---\n',
      '...\n',
      '\r',
      '? ',
      ': ',
      '\t',
      '%YAML 1.2\n',
      '<<: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 25 }), (parts) => {
        const formatted = formatFile('a.yaml', Buffer.from(`${head}${parts.join('')}`));
        if (formatted.type === 'formatted')
          expect(formatFile('a.yaml', Buffer.from(formatted.text))).toEqual({ ...formatted, changed: false });
      }),
      { numRuns: 10 * runs },
    );
  });
});
