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
  const old = resolved(before, comparison.before, comparison);
  const now = resolved(after, comparison.after, comparison);
  if (!comparison.hasOwnDefinitions && isEqual(old.schema, now.schema)) return;
  if (old.schema === false || now.schema === false) {
    if (now.schema === false) noteEvent(comparison, 'rule-added', path, { is: 'nothing at all' });
    else noteEvent(comparison, 'rule-removed', path, { was: 'nothing at all' });
    return;
  }
  const pair = `${old.reference ?? path} ${now.reference ?? path}`;
  const refers = old.reference !== undefined || now.reference !== undefined;
  if (refers && comparison.within.has(pair)) return;
  const inner = refers ? { ...comparison, within: new Set([...comparison.within, pair]) } : comparison;
  if (compareTypes(old.schema, now.schema, path, inner)) {
    compareValues(old.schema, now.schema, path, inner);
    compareLimits(old.schema, now.schema, path, inner);
    compareProperties(old.schema, now.schema, path, inner, compareSchemas);
    compareItems(old.schema['items'], now.schema['items'], path, inner);
    compareAlternatives(old.schema, now.schema, path, inner, compareSchemas);
  }
  compareRules(old.schema, now.schema, path, inner);
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

/** A schema with what it refers to in it. A shared schema stays a reference: it is compared once for all. */
function resolved(schema: Schema, resolve: Comparison['before'], { isShared }: Comparison): Resolved {
  const reference = schema === false ? undefined : schema['$ref'];
  if (schema === false || typeof reference !== 'string' || isShared(reference)) return { schema };
  const target = resolve(reference);
  if (target === undefined) return { schema };
  if (target === false) return { schema: false };
  const { $ref: _reference, ...own } = schema;
  return { schema: { ...target, ...own }, reference };
}
