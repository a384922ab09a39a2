/** Offsets of a key that an object of a JSON text has had before. */
export interface DuplicateKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The keys that a JSON text gives twice, which `JSON.parse` settles in silence. The text must be valid JSON;
 * `members` is how many members its parsed form has in all, so that a text without duplicates is only counted.
 */
export function duplicateKeys(text: string, members: number): DuplicateKey[] {
  return colonsOf(text) === members ? [] : findDuplicates(text);
}

/** Colons outside of strings: one per member. */
function colonsOf(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x3a) colons++;
  }
  return colons;
}

function findDuplicates(text: string): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  // One entry per open object or array; arrays have no keys.
  const open: (Set<string> | undefined)[] = [];
  let start = -1;
  let end = -1;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      start = at;
      at = endOfString(text, at);
      end = at + 1;
    } else if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === ':') {
      const keys = open.at(-1);
      const key = JSON.parse(text.slice(start, end)) as string;
      if (keys?.has(key)) found.push({ key, start, end });
      keys?.add(key);
    }
  }
  return found;
}

/** The offset of the closing quote of the string that opens at an offset. */
function endOfString(text: string, offset: number): number {
  let at = text.indexOf('"', offset + 1);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}
