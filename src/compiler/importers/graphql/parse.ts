import { type DocumentNode, GraphQLError, Kind, parse, Source } from 'graphql';
import { fileStart, finding } from '../../../kernel/index.ts';
import { decodeUtf8, manifestFindingKinds } from '../../../manifest/index.ts';
import type { SpecBytes } from '../importer.ts';
import { graphqlSyntax, nestedTooDeep, noDefinition } from './diagnostics.ts';
import { nestingLimit, tooDeepAt } from './nesting.ts';
import { placeOf, placeOfSyntaxError } from './place.ts';
import type { Report } from './report.ts';

/** Bytes of one file: its syntax tree takes some 25 times as many. */
const sizeLimit = 8 * 1024 * 1024;

/** The text of a file, or undefined (and reported) when it has none that is read. */
export function textOf({ file, bytes }: SpecBytes, report: Report): string | undefined {
  const at = { file, range: fileStart };
  const size = bytes.length;
  if (size > sizeLimit) {
    report(
      finding(manifestFindingKinds.fileTooLarge, { size, limit: sizeLimit, as: 'a GraphQL schema' }, at),
    );
    return undefined;
  }
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return decoded.text;
  const before = Buffer.from(bytes.subarray(0, decoded.invalidAt)).toString('utf8').split('\n');
  const start = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const range = { start, end: { ...start, column: start.column + 1 } };
  report(finding(manifestFindingKinds.invalidUtf8, { offset: decoded.invalidAt }, { file, range }));
  return undefined;
}

/** The definitions of one file, or undefined (and reported) when it is no GraphQL. */
export function parseFile(file: string, text: string, report: Report): DocumentNode | undefined {
  const source = new Source(text, file);
  try {
    const tooDeep = tooDeepAt(source);
    if (tooDeep === undefined) return withoutOperations(parse(source), file, report);
    const { line, column } = tooDeep;
    const range = { start: { line, column }, end: { line, column: column + 1 } };
    report(finding(nestedTooDeep, { limit: nestingLimit }, { file, range }));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    report(finding(graphqlSyntax, { problem: problemOf(error) }, placeOfSyntaxError(error, file)));
  }
  return undefined;
}

function withoutOperations(document: DocumentNode, file: string, report: Report): DocumentNode {
  const definitions = document.definitions.filter((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      return true;
    const kind = definition.kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : definition.operation;
    const what = definition.name === undefined ? `a ${kind}` : `the ${kind} ${definition.name.value}`;
    report(finding(noDefinition, { what }, placeOf(definition, file)));
    return false;
  });
  return { ...document, definitions };
}

/** `Syntax Error: Expected Name, found "}".`, as a part of a sentence. */
function problemOf({ message }: GraphQLError): string {
  return lowerFirst(message.replace(/^Syntax Error: /, '').replace(/\.$/, ''));
}

/** A sentence of the GraphQL library as the messages of findings begin. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
