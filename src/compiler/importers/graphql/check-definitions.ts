import {
  type DocumentNode,
  type GraphQLError,
  isTypeDefinitionNode,
  Kind,
  KnownDirectivesRule,
  LoneSchemaDefinitionRule,
  PossibleTypeExtensionsRule,
  specifiedDirectives,
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
  visitInParallel,
} from 'graphql';
import { SDLValidationContext, type SDLValidationRule } from 'graphql/validation/ValidationContext.js';
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
  const known = withoutUnknownDirectives(document, file, report);
  const twice = typesDefinedTwice(document);
  for (const [kind, ofKind] of rules) {
    const errors = brokenRules(known, ofKind).filter(
      ({ message }) => kind !== repeatedDefinition || !twice.has(/"([^".(]+)\./.exec(message)?.[1] ?? ''),
    );
    if (kind.severity === 'error' && errors.length > 0) usable = false;
    for (const error of errors) report(findingOf(kind, error, file));
  }
  return usable;
}

/** The first errors: each of them costs the library a walk through the text, to tell its line. */
function brokenRules(document: DocumentNode, ofKind: readonly SDLValidationRule[]): GraphQLError[] {
  const errors: GraphQLError[] = [];
  const enough = new Error('enough');
  const context = new SDLValidationContext(document, null, (error) => {
    errors.push(error);
    if (errors.length === mostOfAKind) throw enough;
  });
  try {
    visit(document, visitInParallel(ofKind.map((rule) => rule(context))));
  } catch (error) {
    if (error !== enough) throw error;
  }
  return errors;
}

/** Reports each directive that nothing declares, once; other servers than this one may know it. */
function withoutUnknownDirectives(document: DocumentNode, file: string, report: Report): DocumentNode {
  const known = new Set(specifiedDirectives.map(({ name }) => name));
  for (const definition of document.definitions)
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) known.add(definition.name.value);
  const reported = new Set<string>();
  return visit(document, {
    Directive: (node) => {
      const name = node.name.value;
      if (known.has(name)) return undefined;
      if (!reported.has(name) && reported.size < mostOfAKind) {
        reported.add(name);
        report(finding(wrongDirective, { problem: `unknown directive "@${name}"` }, placeOf(node, file)));
      }
      return null;
    },
  });
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
