const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/**
 * Does an object in a JSON text have a key twice? Readers disagree about what such a text says (RFC 8259, 4): what checked
 * it on the way may have seen another method, tool or argument. `value` is what the text was parsed to.
 */
export function hasDuplicateKeys(text: string, value: unknown): boolean {
  return membersWritten(text) !== membersOf(value);
}

/** Colons outside of strings: one for each member, in a text that is JSON. */
function membersWritten(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === colon) members++;
    else if (code === quote) at = endOfString(text, at);
  }
  return members;
}

function endOfString(text: string, begin: number): number {
  let at = begin + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(at))
    at += code === backslash ? 2 : 1;
  return at;
}

/** Members of all objects of a value. Not recursive: a short text can be nested deeper than the stack. */
function membersOf(value: unknown): number {
  let members = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    const children: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) members += children.length;
    for (const child of children) if (typeof child === 'object') pending.push(child);
  }
  return members;
}
