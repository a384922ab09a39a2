import { keyRank } from './key-order.ts';

/** A value as it was written: scalars are not touched. */
type Raw =
  | { readonly type: 'scalar'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly Raw[] }
  | { readonly type: 'object'; readonly members: readonly (readonly [string, Raw])[] };

/** JSON text that parses, laid out with two spaces; numbers and texts stay as they are written. */
export function formatJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let at = 0;

  function value(depth: number): Raw {
    const token = tokens[at++] ?? '';
    if (token === '[') return { type: 'list', items: [...until(']', () => value(depth + 1))] };
    if (token !== '{') return { type: 'scalar', text: token };
    const members = [...until('}', () => member(depth))];
    return { type: 'object', members: depth === 0 ? inOrder(members) : members };
  }

  function member(depth: number): readonly [string, Raw] {
    const key = tokens[at] ?? '';
    at += 2;
    return [key, value(depth + 1)];
  }

  function* until<T>(close: string, next: () => T): Generator<T> {
    while (tokens[at] !== close) {
      yield next();
      if (tokens[at] === ',') at++;
    }
    at++;
  }

  return `${written(value(0), '')}\n`;
}

function inOrder(members: readonly (readonly [string, Raw])[]): (readonly [string, Raw])[] {
  return members.toSorted(([a], [b]) => keyRank(String(JSON.parse(a))) - keyRank(String(JSON.parse(b))));
}

function written(raw: Raw, indent: string): string {
  if (raw.type === 'scalar') return raw.text;
  const inner = `${indent}  `;
  const lines =
    raw.type === 'list'
      ? raw.items.map((item) => `${inner}${written(item, inner)}`)
      : raw.members.map(([key, item]) => `${inner}${key}: ${written(item, inner)}`);
  const [open, close] = raw.type === 'list' ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
