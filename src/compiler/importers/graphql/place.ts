import type { ASTNode, GraphQLError, Token } from 'graphql';
import { fileStart, type Location } from '../../../kernel/index.ts';

/** Where a definition is named, or else where it stands. The file is the name of its GraphQL source. */
export function placeOf(node: ASTNode, otherwise: string): Location {
  const loc = ('name' in node ? node.name?.loc : undefined) ?? node.loc;
  if (loc === undefined) return { file: otherwise, range: fileStart };
  return { file: loc.source.name, range: rangeOf(loc.startToken, loc.endToken) };
}

function rangeOf(first: Token, last: Token): Location['range'] {
  // The last token of a definition may be many lines below: its first one says enough.
  const end = last.line === first.line ? last : first;
  return {
    start: { line: first.line, column: first.column },
    end: { line: end.line, column: end.column + end.end - end.start },
  };
}

/** Where an error of the GraphQL library lies, for one about the text itself. */
export function placeOfSyntaxError({ source, locations }: GraphQLError, otherwise: string): Location {
  const start = locations?.[0];
  if (start === undefined) return { file: otherwise, range: fileStart };
  const { line, column } = start;
  const range = { start: { line, column }, end: { line, column: column + 1 } };
  return { file: source?.name ?? otherwise, range };
}
