import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditOf } from '../../../src/reconciler/audit/read-audit.ts';
import { verifyJournal } from '../../../src/reconciler/audit/verify-journal.ts';

const everything = { organization: undefined, types: [], since: undefined, limit: 0 };
const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');

/** A journal of so many lines, of one or two records each. */
function journalOf(count: number): string[] {
  const lines: string[] = [];
  for (let number = 0; number < count; number++) {
    const previous = number === 0 ? '' : hashOf(lines[number - 1] as string);
    const record = { type: 'token', organization: number % 2 === 0 ? 'acme' : 'globex', sha256: 'f', number };
    const records = number % 3 === 0 ? [record, record] : [record];
    lines.push(JSON.stringify({ at: 1_000 * number, previous, records }));
  }
  return lines;
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const ten = journalOf(10);

describe('a journal', () => {
  it('that is whole has the head of its last line', () => {
    const { lines, records, head, wrong } = verifyJournal(textOf(ten), undefined);
    expect({ lines, records, head, wrong }).toEqual({
      lines: 10,
      records: 14,
      head: hashOf(ten[9] as string),
      wrong: undefined,
    });
  });

  it('of which one byte is altered is wrong in that line, whichever it is', () => {
    // The last line has none after it: there only what is no record any more shows; the rest needs a noted head.
    const all = textOf(ten.slice(0, 9)).length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all - 1 }), fc.integer({ min: 1, max: 127 }), (at, by) => {
        const bytes = Buffer.from(textOf(ten));
        const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
        bytes[at] = ((bytes[at] as number) ^ by) & 0x7f;
        const { wrong } = verifyJournal(bytes.toString(), undefined);
        expect(wrong?.line).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of which the last line is altered is not the one whose head was noted', () => {
    const { head } = verifyJournal(textOf(ten), undefined);
    const altered = [...ten.slice(0, 9), (ten[9] as string).replace('"number":9', '"number":8')];
    const found = verifyJournal(textOf(altered), head);
    expect([found.wrong, found.expected]).toEqual([undefined, false]);
  });

  it.each([
    ['a line taken out', [...ten.slice(0, 4), ...ten.slice(5)], 4],
    ['a line put in twice', [...ten.slice(0, 4), ten[3] as string, ...ten.slice(4)], 4],
    ['its first line taken out', ten.slice(1), 1],
  ])('with %s is not whole', (_, lines, at) => {
    expect(verifyJournal(textOf(lines), undefined).wrong?.line).toBe(at);
  });

  it('that is cut short in a line says so', () => {
    expect(verifyJournal(textOf(ten).slice(0, -4), undefined).wrong?.why).toBe('it is cut short');
  });

  it('from whose end lines are missing is found by a head that was noted, or the beginning of it', () => {
    const { head } = verifyJournal(textOf(ten), undefined);
    const shorter = textOf(ten.slice(0, 8));
    expect(verifyJournal(shorter, undefined).wrong).toBeUndefined();
    expect(verifyJournal(shorter, head).expected).toBe(false);
    expect(verifyJournal(textOf(journalOf(20)), head.slice(0, 8)).expected).toBe(true);
  });
});

describe('the audit', () => {
  it('shows the newest records of an organization, without the hashes of tokens', () => {
    const { entries } = auditOf(textOf(ten), { ...everything, organization: 'acme', limit: 2 });
    expect(entries.map(({ line }) => line)).toEqual([7, 9]);
    expect(JSON.stringify(entries)).not.toContain('sha256');
  });

  it('shows only types that are wanted, and only what is newer than a time', () => {
    expect(auditOf(textOf(ten), { ...everything, types: ['revision'] }).entries).toEqual([]);
    expect(
      auditOf(textOf(ten), { ...everything, since: 7_500, limit: 2 }).entries.map(({ line }) => line),
    ).toEqual([10, 10]);
  });
});
