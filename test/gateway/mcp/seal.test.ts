import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealWith } from '../../../src/gateway/mcp/seal.ts';
import { systemRandom } from '../../../src/kernel/index.ts';

const key = new Uint8Array(32).fill(1);
const newKey = new Uint8Array(32).fill(2);

test('what was sealed opens again', () => {
  const seal = sealWith([key], 'a', systemRandom);
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(seal.open(seal.seal(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('a token that was changed in any one character does not open', () => {
  const seal = sealWith([key], 'a', systemRandom);
  const token = seal.seal(Buffer.from('content'));
  for (let index = 0; index < token.length; index++) {
    const other = token[index] === 'A' ? 'B' : 'A';
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect(seal.open(changed), changed).toBeUndefined();
  }
});

test('text that was never sealed does not open', () => {
  const seal = sealWith([key], 'a', systemRandom);
  const text = fc.oneof(fc.string(), fc.base64String(), fc.base64String({ minLength: 60 }));
  fc.assert(fc.property(text, (token) => seal.open(token) === undefined));
});

test('a token opens for its purpose only', () => {
  const token = sealWith([key], 'a', systemRandom).seal(Buffer.from('content'));
  expect(sealWith([key], 'b', systemRandom).open(token)).toBeUndefined();
});

test('while keys rotate, both open and the first seals', () => {
  const before = sealWith([key], 'a', systemRandom);
  const during = sealWith([newKey, key], 'a', systemRandom);
  const after = sealWith([newKey], 'a', systemRandom);
  const content = Buffer.from('content');
  expect(during.open(before.seal(content))).toEqual(content);
  expect(after.open(during.seal(content))).toEqual(content);
  expect(after.open(before.seal(content))).toBeUndefined();
});

test('a key of the wrong length is refused at once', () => {
  expect(() => sealWith([new Uint8Array(16)], 'a', systemRandom)).toThrow('32 bytes');
});
