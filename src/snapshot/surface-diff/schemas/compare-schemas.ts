import { canonicalText } from '../../canonical.ts';
import { compareAlternatives } from './alternatives.ts';
import { type Comparison, isEqual, noteEvent, type Schema, schemaOf } from './comparison.ts';
import { compareLimits } from './limits.ts';
import { compareProperties } from './properties.ts';
import { compareRules } from './rules.ts';
import { compareTypes } from './types.ts';
import { compareValues } from './values.ts';

/**
 * What differs between two JSON Schemas (2020-12) for one who sends or reads values by the old one. What cannot be
 * told apart is said as such; nothing that differs goes unsaid, but for `x-` keywords.
 */
export function compareSchemas(before: Schema, after: Schema, path: string, comparison: Comparison): void {
  const shared = sharedReference(before, after, comparison);
  const old = resolved(before, comparison.before, shared);
  const now = resolved(after, comparison.after, shared);
  if (isEqual(old.schema, now.schema) && !(comparison.hasOwnDefinitions && refersFurther(old.schema))) return;
  if (old.schema === false || now.schema === false) {
    if (now.schema === false) noteEvent(comparison, 'rule-added', path, { is: 'nothing at all' });
    else noteEvent(comparison, 'rule-removed', path, { was: 'nothing at all' });
    return;
  }
  const pair = `${old.reference ?? path} ${now.reference ?? path}`;
  const refers = old.reference !== undefined || now.reference !== undefined;
  if (refers && comparison.compared.has(pair)) return;
  if (refers) comparison.compared.add(pair);
  if (compareTypes(old.schema, now.schema, path, comparison)) {
    compareValues(old.schema, now.schema, path, comparison);
    compareLimits(old.schema, now.schema, path, comparison);
    compareProperties(old.schema, now.schema, path, comparison, compareSchemas);
    compareItems(old.schema['items'], now.schema['items'], path, comparison);
    compareAlternatives(old.schema, now.schema, path, comparison, compareSchemas);
  }
  compareRules(old.schema, now.schema, path, comparison);
}

function compareItems(before: unknown, after: unknown, path: string, comparison: Comparison): void {
  if (before !== undefined || after !== undefined)
    compareSchemas(schemaOf(before), schemaOf(after), `${path}[]`, comparison);
}

interface Resolved {
  readonly schema: Schema;
  /** Set while the reference stands for something that is compared here. */
  readonly reference?: string;
}

/** The one shared schema that both sides refer to, which is compared once for all. */
function sharedReference(before: Schema, after: Schema, { isShared }: Comparison): string | undefined {
  const reference = referenceOf(before);
  return reference !== undefined && reference === referenceOf(after) && isShared(reference)
    ? reference
    : undefined;
}

/** A schema with what it refers to in it, unless that is compared elsewhere. */
function resolved(
  schema: Schema,
  resolve: Comparison['before'],
  elsewhere: string | undefined,
  seen: readonly string[] = [],
): Resolved {
  const reference = referenceOf(schema);
  if (schema === false || reference === undefined || reference === elsewhere) return { schema };
  if (seen.includes(reference)) return { schema: {} };
  const target = resolve(reference);
  if (target === undefined) return { schema };
  if (target === false) return { schema: false };
  const { $ref: _reference, ...own } = schema;
  // What the target refers to in turn stands in its place.
  const inner = resolved(target, resolve, elsewhere, [...seen, reference]);
  return inner.schema === false
    ? { schema: false }
    : { schema: { ...inner.schema, ...own }, reference: `${reference} ${inner.reference ?? ''}` };
}

/** Texts that are equal may lead to definitions that are not. */
function refersFurther(schema: Schema): boolean {
  return canonicalText(schema).includes('"$ref"');
}

function referenceOf(schema: Schema): string | undefined {
  const reference = schema === false ? undefined : schema['$ref'];
  return typeof reference === 'string' ? reference : undefined;
}
