import {
  type DocumentNode,
  type GraphQLError,
  isTypeDefinitionNode,
  KnownDirectivesRule,
  LoneSchemaDefinitionRule,
  PossibleTypeExtensionsRule,
  specifiedScalarTypes,
  UniqueArgumentDefinitionNamesRule,
  UniqueArgumentNamesRule,
  UniqueDirectiveNamesRule,
  UniqueDirectivesPerLocationRule,
  UniqueEnumValueNamesRule,
  UniqueFieldDefinitionNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationTypesRule,
  UniqueTypeNamesRule,
  visit,
} from 'graphql';
import type { SDLValidationRule } from 'graphql/validation/ValidationContext.js';
import { validateSDL } from 'graphql/validation/validate.js';
import { didYouMean, type FindingKind, finding } from '../../../kernel/index.ts';
import {
  invalidGraphqlSchema,
  repeatedDefinition,
  unknownGraphqlType,
  wrongDirective,
} from './diagnostics.ts';
import { lowerFirst } from './parse.ts';
import { placeOf } from './place.ts';
import type { Report } from './report.ts';

/** Findings of one kind that one schema gets; who has more has one mistake in many places. */
const mostOfAKind = 100;

/** The rules of the GraphQL specification for type systems, by what breaking them means to a compile. */
const rules: readonly [FindingKind<{ problem: string }>, readonly SDLValidationRule[]][] = [
  [
    invalidGraphqlSchema,
    [LoneSchemaDefinitionRule, UniqueOperationTypesRule, UniqueTypeNamesRule, PossibleTypeExtensionsRule],
  ],
  [
    repeatedDefinition,
    [UniqueFieldDefinitionNamesRule, UniqueArgumentDefinitionNamesRule, UniqueEnumValueNamesRule],
  ],
  [
    wrongDirective,
    [
      UniqueDirectiveNamesRule,
      KnownDirectivesRule,
      UniqueDirectivesPerLocationRule,
      UniqueArgumentNamesRule,
      UniqueInputFieldNamesRule,
    ],
  ],
];

/** Reports what the definitions of a schema break; false when nothing can be made of them. */
export function checkDefinitions(document: DocumentNode, file: string, report: Report): boolean {
  let usable = reportUnknownTypes(document, file, report) === 0;
  const twice = typesDefinedTwice(document);
  for (const [kind, ofKind] of rules) {
    const errors = validateSDL(document, undefined, ofKind).filter(
      ({ message }) => kind !== repeatedDefinition || !twice.has(/"([^".(]+)\./.exec(message)?.[1] ?? ''),
    );
    if (kind.severity === 'error' && errors.length > 0) usable = false;
    const once = kind.severity === 'info' ? firstOfEach(errors) : errors;
    for (const error of once.slice(0, mostOfAKind)) report(findingOf(kind, error, file));
  }
  return usable;
}

/** A type that is defined twice has its fields twice, which is one mistake. */
function typesDefinedTwice({ definitions }: DocumentNode): Set<string> {
  const once = new Set<string>();
  const names = definitions.filter(isTypeDefinitionNode).map(({ name }) => name.value);
  return new Set(names.filter((name) => once.has(name) || !once.add(name)));
}

/** What an error of the GraphQL library says, where it is found; an earlier place that it names is related. */
export function findingOf(
  kind: FindingKind<{ problem: string }>,
  { nodes = [], message }: GraphQLError,
  file: string,
): ReturnType<typeof finding> {
  const [first, second] = nodes;
  const offender = second ?? first;
  const problem = lowerFirst(message.replace(/\.$/, ''));
  const at = offender === undefined ? { file, range: { start, end: start } } : placeOf(offender, file);
  const related =
    first === undefined || second === undefined || kind !== repeatedDefinition
      ? []
      : [{ ...placeOf(first, file), message: 'it is defined here first' }];
  return finding(kind, { problem }, at, related);
}

const start = { line: 1, column: 1 };

function firstOfEach(errors: readonly GraphQLError[]): GraphQLError[] {
  return [...new Map([...errors].reverse().map((error) => [error.message, error])).values()].reverse();
}

/** Names of types that are used and not defined, each place once; returns how many there are. */
function reportUnknownTypes(document: DocumentNode, file: string, report: Report): number {
  const known = new Set(specifiedScalarTypes.map(({ name }) => name));
  for (const { name } of document.definitions.filter(isTypeDefinitionNode)) known.add(name.value);
  const suggestions = new Map<string, string | undefined>();
  let count = 0;
  visit(document, {
    NamedType: (node) => {
      const type = node.name.value;
      if (known.has(type) || ++count > mostOfAKind) return;
      if (!suggestions.has(type)) suggestions.set(type, didYouMean(type, known));
      report(finding(unknownGraphqlType, { type, suggestion: suggestions.get(type) }, placeOf(node, file)));
    },
  });
  return count;
}
