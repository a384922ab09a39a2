import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CompileResult, compile, memoryMemo } from '../../src/compiler/index.ts';
import { isJsonObject, type Json, memoryTree } from '../../src/kernel/index.ts';

/** The example, as paths and texts. */
const example = Object.fromEntries(
  readdirSync('examples/reshapr.d', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice('examples/reshapr.d/'.length), readFileSync(path, 'utf8')];
    }),
);
const paths = Object.keys(example).sort();

/** What was not changed is not compiled again. */
const memo = memoryMemo();

const runs = Number(process.env['RESHAPR_ANYTHING_RUNS'] ?? 30);
const seed = Number(process.env['RESHAPR_ANYTHING_SEED'] ?? 1);

/** Every finding stands in a file of the tree, at a place that exists. */
function expectSound(
  { diagnostics, compiled }: CompileResult,
  texts: Readonly<Record<string, string>>,
): void {
  for (const { file, range, message } of diagnostics) {
    const lines = (texts[file] ?? '').split('\n');
    expect([file, message, range.start.line <= Math.max(1, lines.length)]).toEqual([file, message, true]);
    expect(range.start.column).toBeLessThanOrEqual((lines[range.start.line - 1]?.length ?? 0) + 1);
    expect(range.start.line < range.end.line || range.start.column <= range.end.column).toBe(true);
    expect(message).not.toMatch(/undefined|\[object/);
  }
  expect(compiled === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
}

/** Places of all values in a parsed file. */
function placesOf(value: Json, place: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const members: [string | number, Json][] = Array.isArray(value)
    ? (value as Json[]).map((item, index) => [index, item])
    : isJsonObject(value)
      ? Object.entries(value).map(([key, member]) => [key, member ?? null])
      : [];
  return [place, ...members.flatMap(([key, member]) => placesOf(member, [...place, key]))];
}

function replaced(
  value: Json,
  [key, ...rest]: readonly (string | number)[],
  by: Json | undefined,
): Json | undefined {
  if (key === undefined) return by;
  const copy: Record<string | number, Json | undefined> | Json[] = Array.isArray(value)
    ? [...(value as Json[])]
    : { ...(value as Record<string, Json>) };
  const holder = copy as Record<string | number, Json | undefined>;
  const inner = replaced(holder[key] ?? null, rest, by);
  if (inner !== undefined) holder[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

const oddity = fc.oneof(
  fc.constantFrom<Json | undefined>(
    undefined,
    null,
    true,
    0,
    -1,
    '',
    'a',
    [],
    {},
    [null],
    { a: null },
    '\u0000',
  ),
  fc.constantFrom<Json>(
    { $ref: '#' },
    { $ref: '#/' },
    { $ref: 'x.yaml' },
    { $ref: '../x' },
    { $ref: 7 },
    { $ref: '#/paths/~1' },
  ),
  fc.constantFrom<Json>('__proto__', 'constructor', '${env:X}', '${', 'http://[', '{a}', '*'),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

describe('whatever is done to the example, the compiler says what is wrong and never fails', () => {
  it('a value of a file is anything else', { timeout: 60_000 + runs * 500 }, async () => {
    const files = paths
      .filter((path) => /\.(yaml|json)$/.test(path))
      .map((path) => ({
        path,
        values: (example[path] ?? '').split(/^---$/m).map((text) => parse(text) as Json),
      }));
    const change = fc
      .constantFrom(...files)
      .chain(({ path, values }) =>
        fc
          .nat({ max: values.length - 1 })
          .chain((index) =>
            fc.tuple(
              fc.constant(path),
              fc.constant(values),
              fc.constant(index),
              fc.constantFrom(...placesOf(values[index] ?? null)),
              oddity,
            ),
          ),
      );
    await fc.assert(
      fc.asyncProperty(change, async ([path, values, index, place, by]) => {
        const documents = values.map((value, at) =>
          at === index ? (replaced(value, place, by) ?? null) : value,
        );
        const text = documents.map((document) => JSON.stringify(document, null, 1)).join('\n---\n');
        const texts = { ...example, [path]: text };
        expectSound(await compile(memoryTree(texts), { memo }), texts);
      }),
      { numRuns: runs, seed },
    );
  });

  it('a piece of a file is gone, doubled or overwritten', { timeout: 60_000 + runs * 500 }, async () => {
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      start: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 40 }),
      by: fc.constantFrom(
        '',
        ' ',
        '\n',
        '\t',
        '"',
        "'",
        '{',
        '[',
        ']',
        '}',
        ':',
        '- ',
        '&a ',
        '*a',
        '!x ',
        '|',
        '>',
        '#',
        '%',
        '---\n',
        '\u0000',
        '\ud800',
        '<<: *a',
      ),
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const texts: Record<string, string> = { ...example };
        for (const { path, start, length, by, twice } of edits) {
          const text = texts[path] ?? '';
          const at = Math.floor(start * text.length);
          const piece = text.slice(at, at + length);
          texts[path] = text.slice(0, at) + by + (twice ? piece + piece : '') + text.slice(at + length);
        }
        // What is written to a file is UTF-8.
        for (const path of paths) texts[path] = Buffer.from(texts[path] ?? '').toString();
        expectSound(await compile(memoryTree(texts), { memo }), texts);
      }),
      { numRuns: runs, seed },
    );
  });

  it('and a memo of other trees never changes a result', { timeout: 60_000 + runs * 500 }, async () => {
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      from: fc.constantFrom('name', 'get', 'version', 'type', 'spec', ': ', '"', 'description'),
      to: fc.constantFrom('', 'x', 'name', '# ', 'title'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 4 }), async (edits) => {
        const own = memoryMemo();
        const texts: Record<string, string> = { ...example };
        for (const { path, from, to } of [...edits, ...edits]) {
          texts[path] = (texts[path] ?? '').replace(from, to);
          const tree = memoryTree(texts);
          const [warm, cold] = [await compile(tree, { memo: own }), await compile(tree)];
          expect(warm.diagnostics).toEqual(cold.diagnostics);
          expect(warm.compiled?.snapshot.digest).toBe(cold.compiled?.snapshot.digest);
          expect(warm.compiled?.provenance.digest).toBe(cold.compiled?.provenance.digest);
        }
      }),
      { numRuns: Math.ceil(runs / 6), seed },
    );
  });
});
