import { Lexer, type Source, type Token, TokenKind } from 'graphql';

/** Levels of lists, objects and types in each other that a schema may have. */
export const nestingLimit = 100;

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * The token that opens one level too many. A parser that descends would run out of stack, so this is found out
 * before; a text with few enough brackets is not looked at. Throws what the lexer throws.
 */
export function tooDeepAt(source: Source): Token | undefined {
  if ((source.body.match(/[[{(]/g)?.length ?? 0) <= nestingLimit) return undefined;
  const lexer = new Lexer(source);
  let depth = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (opening.has(token.kind) && ++depth > nestingLimit) return token;
    if (closing.has(token.kind)) depth--;
  }
  return undefined;
}
