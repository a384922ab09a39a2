import { type ASTNode, TokenKind } from 'graphql';

/** The comment lines right above a definition, as one text. */
export function commentAbove(node: ASTNode | null | undefined): string | undefined {
  const first = node?.loc?.startToken;
  if (first === undefined) return undefined;
  const lines: string[] = [];
  let below = first.line;
  for (let token = first.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    const alone = token.prev === null || token.prev.line < token.line;
    if (!alone || token.line !== below - 1) break;
    lines.unshift(token.value.trim());
    below = token.line;
  }
  const text = lines.join('\n').trim();
  return text === '' ? undefined : text;
}
