import type { CST } from 'yaml';

type Tokens = readonly CST.SourceToken[];

interface Layout {
  /** The indicator that was looked for; undefined when it is not there. */
  readonly found: CST.SourceToken | undefined;
  readonly hasNewline: boolean;
}

/**
 * What stands before a key or a value in a block: white space, comments that something separates from what is before
 * them, and at most one indicator. Undefined for anything else: anchors, tags, tabs, what is a mistake.
 */
export function layoutOf(
  tokens: Tokens,
  indicator: CST.SourceToken['type'] | undefined,
  startOnNewline: boolean,
): Layout | undefined {
  let found: CST.SourceToken | undefined;
  let hasNewline = false;
  let hasSpace = startOnNewline;
  for (const token of tokens) {
    if (token.type === 'space') {
      if (token.source.includes('\t')) return undefined;
      hasSpace = true;
    } else if (token.type === 'newline') {
      hasNewline = true;
      hasSpace = true;
    } else if (token.type === 'comment') {
      if (!hasSpace) return undefined;
    } else if (token.type === indicator && found === undefined) {
      found = token;
      hasSpace = false;
    } else return undefined;
  }
  return { found, hasNewline };
}

/** The commas before an item between brackets; undefined when there is more than them and white space. */
export function commasBefore(tokens: Tokens): number | undefined {
  let commas = 0;
  for (const { type } of tokens)
    if (type === 'comma') commas++;
    else if (type !== 'space' && type !== 'newline') return undefined;
  return commas;
}

/** Where something ends with what follows it: white space, and comments after it. Undefined for anything else. */
export function endAfter(offset: number, tokens: Tokens | undefined): number | undefined {
  let end = offset;
  let hasSpace = false;
  for (const { type, source } of tokens ?? []) {
    if (type === 'space' || type === 'newline') hasSpace = true;
    else if (type !== 'comment' || !hasSpace) return undefined;
    end += source.length;
  }
  return end;
}
