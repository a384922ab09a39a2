import type { Texts } from './mutation.ts';

/** Written into a text where a finding is expected: `⟦RSH4101⟧Strng`. */
export function mark(code: string): string {
  return `⟦${code}⟧`;
}

/** The texts without their marks, and `CODE file:line:column` of each, counted in the text itself. */
export function unmarked(marked: Texts): { texts: Texts; places: string[] } {
  const places: string[] = [];
  const texts = Object.entries(marked).map(([file, text]) => {
    let clean = '';
    let end = 0;
    for (const { 0: whole, 1: code, index } of text.matchAll(/⟦(\w+)⟧/g)) {
      clean += text.slice(end, index);
      end = index + whole.length;
      const lines = clean.split('\n');
      places.push(`${code} ${file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`);
    }
    return [file, clean + text.slice(end)];
  });
  return { texts: Object.fromEntries(texts), places: places.sort() };
}
