import type { Expression, UriTemplate } from './parse.ts';
import { all, capture, characters, either, literally, many, maybe, type Node, one } from './program.ts';

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';
const value = `${unreserved}%`;
const reserved = `${value}:/?#[]@!$&'()*+,;=`;

export interface LanguageOptions {
  /** Whether a variable may be empty, or left out. Expansion says yes, the eye that reads a template says no. */
  readonly empty: boolean;
}

/** All expansions of a template, a capture for each of its variables (by their index in `names`). */
export function languageOf(
  { parts }: UriTemplate,
  names: readonly string[],
  { empty }: LanguageOptions,
): Node {
  const nodes = parts.map((part) => {
    if (typeof part === 'string') return literally(encodeLiteral(part));
    const of = (set: string): Node => (empty ? many(one(characters(set))) : atLeastOne(set));
    return expressionNode(part, (name, node) => capture(names.indexOf(name), node), of);
  });
  return all(...nodes);
}

function atLeastOne(set: string): Node {
  return all(one(characters(set)), many(one(characters(set))));
}

type Captured = (name: string, node: Node) => Node;

function expressionNode(
  { operator, variables }: Expression,
  captured: Captured,
  of: (set: string) => Node,
): Node {
  const last = variables.length - 1;
  // A variable that is left out leaves its place to the next one, so all of them take what one takes.
  const named = variables.some(({ explode }) => explode) ? '=' : '';
  switch (operator) {
    case '':
    case '+':
    case '#': {
      const set = operator === '' ? `${value}${named}` : reserved;
      const single = set.replace(',', '');
      const body = chain(
        variables.map(({ name }, index) => captured(name, of(index === last ? `${single},` : single))),
        ',',
      );
      return operator === '#' ? maybe(all(literally('#'), body)) : body;
    }
    case '.':
    case '/': {
      const items = variables.map(({ name, explode }, index) => {
        const set = `${value},${named}`;
        // A dot may stand in a value; only the last variable takes more than one piece.
        const item = of(operator === '.' && index < last ? set.replace('.', '') : set);
        return captured(name, explode ? all(item, many(all(literally(operator), item))) : item);
      });
      return maybe(all(literally(operator), chain(items, operator)));
    }
    case ';':
      return all(...variables.map((each) => pairs(';', each, captured, of)));
    case '?': {
      const pair = either(...variables.map((each) => pairOf(each, captured, of)));
      return maybe(all(literally('?'), pair, many(all(literally('&'), pair))));
    }
    case '&':
      return many(all(literally('&'), either(...variables.map((each) => pairOf(each, captured, of)))));
  }
}

/** One after the other, each but the first with the separator before it and together with all that follow optional. */
function chain(items: readonly Node[], separator: string): Node {
  return items
    .slice(0, -1)
    .reduceRight<Node>(
      (rest, item) => all(item, maybe(all(literally(separator), rest))),
      items.at(-1) ?? all(),
    );
}

/** `;name=value`, or `;name` for an empty one (RFC 6570, 3.2.7). */
function pairs(
  separator: string,
  { name, explode }: { readonly name: string; readonly explode: boolean },
  captured: Captured,
  of: (set: string) => Node,
): Node {
  if (explode) {
    const any = many(one(characters(`${value},=`)));
    return captured(name, many(all(literally(separator), any)));
  }
  return maybe(
    all(literally(`${separator}${name}`), maybe(all(literally('='), captured(name, of(`${value},`))))),
  );
}

/** `name=value`; of an exploded variable any name (RFC 6570, 3.2.8). */
function pairOf(
  { name, explode }: { readonly name: string; readonly explode: boolean },
  captured: Captured,
  of: (set: string) => Node,
): Node {
  const given = captured(name, of(`${value},`));
  if (!explode) return all(literally(`${name}=`), given);
  return all(many(one(characters(`${unreserved}%`))), literally('='), given);
}

/** A literal as an expansion writes it (RFC 6570, 3.1): what no URI may hold is percent-encoded. */
export function encodeLiteral(text: string): string {
  return text
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((piece) =>
      /^%/.test(piece) ? piece : encodeURI(piece).replaceAll('%5B', '[').replaceAll('%5D', ']'),
    )
    .join('');
}
