import { Lexer } from 'yaml';
import { tooDeepAt } from './yaml-limits.ts';

/** Column up to which a line may open collections before its text: `- - ? - a`. */
const openingLimit = 1_200;

/** Column up to which a line may be indented. */
const indentLimit = 3_000;

/** Brackets that may be open at once. */
const bracketLimit = 1_000;

/** Keys that one line may have outside of brackets: each is nested in the one before. */
const keyLimit = 1_000;

/**
 * The offset of a collection that is nested so deeply that the parser, which calls itself for each level, would run
 * out of stack: within a regular expression that ends the process. Far deeper than what is allowed, so a text that
 * this lets pass is looked at exactly when it was parsed.
 */
export function endlessDepthAt(text: string): number | undefined {
  if (text.length < bracketLimit) return undefined;
  return blocksAt(text) ?? keysAt(text) ?? bracketsAt(text);
}

function blocksAt(text: string): number | undefined {
  for (let start = 0; start >= 0 && start < text.length; start = nextLine(text, start)) {
    let at = start;
    let opens = false;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === space || code === tab) continue;
      if (!indicators.has(code) || !isBlank(text.charCodeAt(at + 1))) break;
      opens = true;
    }
    const limit = opens ? openingLimit : indentLimit;
    if (at - start > limit) return start + limit;
  }
  return undefined;
}

/** `a: b: c: …`, which no YAML allows, and which the parser nests all the same. */
function keysAt(text: string): number | undefined {
  return hasLineOfKeys(text) ? lineOfKeysAt(text) : undefined;
}

function hasLineOfKeys(text: string): boolean {
  for (let start = 0; start >= 0 && start < text.length; ) {
    const next = nextLine(text, start);
    const end = next < 0 ? text.length : next;
    // A key, its colon and a blank.
    if (end - start > keyLimit * 3 && text.slice(start, end).split(/:\s/).length > keyLimit) return true;
    start = next;
  }
  return false;
}

/** Texts, comments and what stands in brackets may have as many colons: the lexer, which does not nest, tells. */
function lineOfKeysAt(text: string): number | undefined {
  let keys = 0;
  let open = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '\n' || token === '\r\n') keys = 0;
    else if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open--;
    else if (token === ':' && open <= 0 && ++keys > keyLimit) return offset;
    // Marks of the lexer are no part of the text: the byte order mark is, which is cut off before.
    if (!marks.has(token)) offset += token.length;
  }
  return undefined;
}

/** The beginning of a document, the end of a flow, and of a scalar (CST.DOCUMENT, FLOW_END, SCALAR). */
const marks: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

function bracketsAt(text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) open++;
    else if ((code === 0x5d || code === 0x7d) && open > 0) open--;
    // Those of texts were counted too: how deep it really is takes longer to say.
    if (open > bracketLimit) return tooDeepAt(text);
  }
  return undefined;
}

const space = 0x20;
const tab = 0x09;
const indicators: ReadonlySet<number> = new Set([0x2d, 0x3f, 0x3a]);

/** A blank, the end of a line, or that of the text. */
function isBlank(code: number): boolean {
  return code === space || code === tab || code === 0x0a || code === 0x0d || Number.isNaN(code);
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? -1 : end + 1;
}
