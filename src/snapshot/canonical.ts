/**
 * Canonical JSON (RFC 8785) in UTF-8: equal values give equal bytes on any machine. Throws on what is no JSON:
 * numbers without end, halves of surrogate pairs, functions. Members that are undefined are left out.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalText(value), 'utf8');
}

/** Keys by UTF-16 code units; texts and numbers as ECMAScript writes them, which is what the RFC asks for. */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} is no JSON value`);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value !== 'object') throw new Error(`a ${typeof value} is no JSON value`);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) text += `${text === '' ? '' : ','}${canonicalText(item)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of sortedKeys(members)) {
    const member = members[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${textOf(key)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

/** Many objects are written in order already. */
function sortedKeys(members: object): string[] {
  const keys = Object.keys(members);
  for (let at = 1; at < keys.length; at++)
    if ((keys[at - 1] as string) > (keys[at] as string)) return keys.sort();
  return keys;
}

/** Printable ASCII without quotes and backslashes: what most texts are, and what needs no care. */
const plain = /^[ !#-[\]-~]*$/;

function textOf(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new Error('half a surrogate pair is no JSON value');
  return JSON.stringify(value);
}
