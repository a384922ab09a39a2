import { describe, expect, it } from 'vitest';
import { port, seconds, wholeNumber } from '../../src/cli/numbers.ts';

const limit = wholeNumber(1, 100);

describe('options that are numbers', () => {
  it.each([
    [limit, '1', 1],
    [limit, '100', 100],
    [port, '0', 0],
    [port, '65535', 65_535],
    [seconds, '0.5', 0.5],
    [seconds, '86400', 86_400],
  ])('takes %o %s', (parse, text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each([
    [limit, ''],
    [limit, '0'],
    [limit, '101'],
    [limit, '-3'],
    [limit, '1.5'],
    [limit, '1e1'],
    [limit, 'lots'],
    [port, '65536'],
    [port, '0x10'],
    [seconds, ''],
    [seconds, ' '],
    [seconds, '0'],
    [seconds, '-1'],
    [seconds, 'abc'],
    [seconds, 'Infinity'],
    [seconds, '86401'],
  ])('refuses %o "%s"', (parse, text) => {
    expect(() => parse(text)).toThrow(/^It must be a (whole )?number/);
  });
});
