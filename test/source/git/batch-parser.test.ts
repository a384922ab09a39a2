import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchAnswer, batchParser } from '../../../src/source/git/batch-parser.ts';

function encode(answers: readonly BatchAnswer[]): Uint8Array {
  return Buffer.concat(
    answers.map((answer) =>
      'missing' in answer
        ? Buffer.from(`${answer.object} missing\n`)
        : Buffer.concat([
            Buffer.from(`${answer.object} ${answer.type} ${answer.bytes.length}\n`),
            answer.bytes,
            Buffer.from('\n'),
          ]),
    ),
  );
}

describe('batchParser', () => {
  test('gives the same answers wherever the output is cut', () => {
    const object = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'.split('')),
      minLength: 40,
      maxLength: 40,
    });
    // line feeds, and what looks like a header, are content as any other
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constant(new Uint8Array(Buffer.from(`\n${'0'.repeat(40)} blob 3\nabc\n`))),
    );
    const answer: fc.Arbitrary<BatchAnswer> = fc.oneof(
      fc.record({ object, type: fc.constantFrom('blob', 'tree', 'commit'), bytes }),
      fc.record({ object, missing: fc.constant<true>(true) }),
    );
    const cuts = fc.array(fc.nat({ max: 50 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(answer), cuts, (answers, sizes) => {
        const output = encode(answers);
        const parse = batchParser(1000);
        const parsed: BatchAnswer[] = [];
        for (let at = 0, turn = 0; at < output.length; turn++) {
          const size = 1 + (sizes[turn % sizes.length] ?? 0);
          parsed.push(...parse(output.subarray(at, at + size)));
          at += size;
        }
        expect(parsed).toEqual(answers);
      }),
    );
  });

  test.each([
    ['hello\n', /said 'hello'/],
    [`${'a'.repeat(40)} blob x\n`, /said/],
    [`${'a'.repeat(40)} blob 1001\n`, /has 1001 bytes/],
    [`${'a'.repeat(40)} blob 1\nab`, /does not end/],
    ['a'.repeat(300), /too long/],
    [`${'a'.repeat(40)} ambiguous\n`, /said/],
  ])('throws on %j', (output, message) => {
    expect(() => batchParser(1000)(Buffer.from(output))).toThrow(message);
  });
});
