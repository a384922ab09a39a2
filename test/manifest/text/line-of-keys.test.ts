import { expect, test } from 'vitest';
import { readDocuments } from '../../../src/manifest/text/read-documents.ts';

const many = 'key: '.repeat(3_000);

/** Codes of the findings, and how many documents there are. */
const read = (text: string): (string | number)[] => {
  const { documents, diagnostics } = readDocuments('a.yaml', Buffer.from(text));
  return [documents.length, ...diagnostics.map(({ code }) => code)];
};

test.each([
  [
    'keys that are nested in one line, which ran out of stack (fuzz seed 37683)',
    `${many}x\n`,
    [0, 'RSH1007'],
  ],
  ['the same after other lines', `a: 1\nb:\n  ${many}x\n`, [0, 'RSH1007']],
  ['the same in a quoted text', `a: "${many}"\n`, [1]],
  ['the same in a block of text', `a: |\n  ${many}\n`, [1]],
  ['the same in a comment', `# ${many}\na: 1\n`, [1]],
  [
    'as many keys in brackets',
    `a: { ${Array.from({ length: 3_000 }, (_, at) => `k${at}: 1`).join(', ')} }\n`,
    [1],
  ],
])('%s', (_, text, said) => {
  expect(read(text)).toEqual(said);
});
