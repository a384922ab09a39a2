import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protoText } from '../../../gateway/backends/grpc/support.ts';
import { protoOracle } from '../../../support/grpc-oracle.ts';
import { readService } from './reading.ts';

/** Runs of each property; `RESHAPR_FUZZ_RUNS=5000` for a long run. */
const numRuns = Number(process.env['RESHAPR_FUZZ_RUNS'] ?? 60);

const words = [
  'message',
  'service',
  'rpc',
  'enum',
  'oneof',
  'map',
  'extend',
  'group',
  'option',
  'import',
  'syntax',
];
const signs = [
  '{',
  '}',
  '(',
  ')',
  '<',
  '>',
  '[',
  ']',
  '=',
  ';',
  ',',
  '"',
  "'",
  '//',
  '/*',
  '*/',
  '.',
  '-',
  '\n',
  '1',
  'x',
];

/** Texts that are nearly protobuf: pieces of a real file taken out, doubled, or replaced by its words and signs. */
const nearly = fc
  .record({
    name: fc.constantFrom('everything', 'legacy', 'edition'),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(40),
        instead: fc.oneof(fc.constant(''), fc.constantFrom(...words, ...signs), fc.string({ maxLength: 5 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ name, edits }) =>
    edits.reduce(
      (text, { at, length, instead }) => {
        const start = Math.floor(at * text.length);
        return text.slice(0, start) + instead + text.slice(start + length);
      },
      protoText(name as 'everything'),
    ),
  );

const anyText = fc.array(fc.oneof(fc.constantFrom(...words, ...signs), fc.string({ maxLength: 8 })), {
  maxLength: 60,
});

describe('whatever a file holds, the compiler says what is wrong with it', () => {
  it.each([
    { what: 'a text that is nearly protobuf', path: 'subject.proto', content: nearly },
    { what: 'any words and signs', path: 'subject.proto', content: anyText.map((parts) => parts.join(' ')) },
    { what: 'any bytes', path: 'subject.proto', content: fc.uint8Array({ maxLength: 300 }) },
    { what: 'any bytes as a set', path: 'subject.binpb', content: fc.uint8Array({ maxLength: 300 }) },
    { what: 'any text as a set in base64', path: 'subject.pbb', content: fc.string() },
  ])('$what', async ({ path, content }) => {
    await fc.assert(
      fc.asyncProperty(content as fc.Arbitrary<string | Uint8Array>, async (given) => {
        const { tools, said } = await readService(path, { [path]: given });
        // Tools, or an error at a place of a file.
        expect(tools.size > 0 || said.length > 0).toBe(true);
        for (const place of said) expect(place).toMatch(/^RSH\d{4} [\w.-]+:\d+:\d+$/);
      }),
      { numRuns, seed: 7 },
    );
  });

  it('a descriptor set with bytes that are others', async () => {
    const { set } = protoOracle({ 'legacy.proto': protoText('legacy') });
    const changes = fc.array(fc.tuple(fc.nat(set.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, async (edits) => {
        const bytes = Uint8Array.from(set);
        for (const [at, byte] of edits) bytes[at] = byte;
        const { tools, said } = await readService('subject.binpb', { 'subject.binpb': bytes });
        expect(tools.size > 0 || said.length > 0).toBe(true);
      }),
      { numRuns, seed: 7 },
    );
  });
});
