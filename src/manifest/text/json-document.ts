import type { Json, Range } from '../../kernel/index.ts';
import type { LineIndex } from './line-index.ts';
import type { LocatedDocument, ValuePath } from './located.ts';
import { rangeWithin, textAt, textOffsets } from './text-offsets.ts';

interface Member {
  readonly key: string | number;
  /** Offsets; of an array's item, the key is the item itself. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A document from JSON text that `JSON.parse` has accepted. Positions are found when they are asked for, by
 * walking the text; what was walked once is kept.
 */
export function jsonDocument(file: string, text: string, value: Json, lines: LineIndex): LocatedDocument {
  const root = skipSpace(text, 0);
  const members = new Map<number, ReadonlyMap<string | number, Member>>();

  function membersAt(offset: number): ReadonlyMap<string | number, Member> {
    let found = members.get(offset);
    if (found === undefined) {
      found = new Map(readMembers(text, offset).map((member) => [member.key, member]));
      members.set(offset, found);
    }
    return found;
  }

  function memberAt(path: ValuePath): Member | undefined {
    let start = root;
    let member: Member | undefined;
    for (const key of path) {
      const next = membersAt(start).get(key);
      if (next === undefined) break;
      member = next;
      start = next.start;
    }
    return member;
  }

  function rangeOf(path: ValuePath, part: 'key' | 'value'): Range {
    const member = memberAt(path);
    if (member === undefined) return lines.range(root, skipValue(text, root));
    return part === 'key'
      ? lines.range(member.keyStart, member.keyEnd)
      : lines.range(member.start, member.end);
  }

  return {
    file,
    value,
    range: lines.range(root, text.trimEnd().length),
    locate: (path, part = 'value') => ({ file, range: rangeOf(path, part) }),
    within: (path, from, to) => {
      const own = textAt(value, path);
      const member = memberAt(path);
      if (own === undefined || member === undefined) return { file, range: rangeOf(path, 'value') };
      return { file, range: rangeWithin(textOffsets(text, member.start, member.end, own), from, to, lines) };
    },
  };
}

/** The members of the object or array at an offset; none of anything else. */
function readMembers(text: string, offset: number): Member[] {
  const open = text[offset];
  if (open !== '{' && open !== '[') return [];
  const members: Member[] = [];
  let at = skipSpace(text, offset + 1);
  while (text[at] !== '}' && text[at] !== ']') {
    const keyStart = at;
    let key: string | number = members.length;
    let keyEnd = at;
    if (open === '{') {
      keyEnd = skipString(text, at);
      key = JSON.parse(text.slice(at, keyEnd)) as string;
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = skipValue(text, at);
    members.push({ key, keyStart, keyEnd: open === '{' ? keyEnd : end, start: at, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

/** The offset after the value that begins at an offset. */
function skipValue(text: string, offset: number): number {
  const first = text[offset];
  if (first === '"') return skipString(text, offset);
  if (first !== '{' && first !== '[') {
    let end = offset;
    while (end < text.length && !',]} \t\r\n'.includes(text[end] ?? '')) end++;
    return end;
  }
  let depth = 0;
  for (let at = offset; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = skipString(text, at) - 1;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** The offset after the string whose opening quote stands at an offset. */
function skipString(text: string, offset: number): number {
  let at = offset + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}
