import { describe, expect, it } from 'vitest';
import { shortCommit } from '../../../src/cli/output/commit.ts';
import { table } from '../../../src/cli/output/table.ts';
import { ago, instant } from '../../../src/cli/output/time.ts';

describe('tables', () => {
  it('lines columns up, without blanks at the end of a line', () => {
    expect(
      table(
        ['ID', 'NAME'],
        [
          ['1', 'one'],
          ['1234', ''],
        ],
      ),
    ).toBe('ID    NAME\n1     one\n1234');
  });
});

describe('commits', () => {
  const id = '903c2136e242aabbccddeeff0011223344556677';
  it.each([
    [id, '903c2136e242'],
    [`${id}-dirty`, '903c2136e242-dirty'],
    ['', '-'],
  ])('%s is %s', (commit, text) => {
    expect(shortCommit(commit)).toBe(text);
  });
});

describe('times', () => {
  const now = 1_000_000_000;
  it.each([
    [0, 'never'],
    [now, '0s ago'],
    [now + 5_000, '0s ago'],
    [now - 59_000, '59s ago'],
    [now - 60_000, '1m ago'],
    [now - 3_599_000, '59m ago'],
    [now - 3_600_000, '1h ago'],
    [now - 86_400_000, '1d ago'],
  ])('%d is %s', (ms, text) => {
    expect(ago(ms, now)).toBe(text);
  });

  it.each([
    [0, '-'],
    [Date.UTC(2026, 10, 20, 17, 24, 5, 123), '2026-11-20 17:24:05Z'],
  ])('%d is %s', (ms, text) => {
    expect(instant(ms)).toBe(text);
  });
});
