import { isJsonObject } from '../../kernel/index.ts';
import { type Check, type JsonSchema, lazyCheck } from '../../snapshot/index.ts';
import { goesOnce } from './goes-once.ts';
import { inTime } from './in-time.ts';

/**
 * The check of a tool's arguments or results, which others make up, so it must not take long. Of large ones only the first
 * problem is looked for. A schema whose patterns or unique items took too long once is checked without them from then on:
 * the backend has the last word on its arguments, and a gateway that stands still has none.
 */
export function toolCheck(schema: JsonSchema): Check {
  let rules: Rules | undefined;
  return (args) => {
    rules ??= rulesOf(schema);
    const which = isLarge(args) ? 'brief' : 'full';
    if (!(rules.maySlow === 'always' || (rules.maySlow === 'large' && which === 'brief')))
      return rules[which](args);
    const check = rules[which];
    const checked = inTime(() => check(args));
    if (checked !== undefined) return checked.value;
    rules = rulesOf(withoutSlow(schema) as JsonSchema);
    return rules[which](args);
  };
}

interface Rules {
  readonly full: Check;
  readonly brief: Check;
  /** Whether the time has to be watched: it costs as much as all else of a call. */
  readonly maySlow: 'never' | 'large' | 'always';
}

function rulesOf(schema: JsonSchema): Rules {
  const full = lazyCheck(schema);
  return { full, brief: lazyCheck(schema, 'first'), maySlow: slownessOf(schema) };
}

/** Keywords whose check can take more than the time that reading the value takes. */
const slow = new Set(['pattern', 'patternProperties', 'uniqueItems']);

/** Of patterns that go through a text once, and of unique items, only large values can take long. */
function slownessOf(schema: unknown): Rules['maySlow'] {
  const found = new Set<Rules['maySlow']>();
  const pending: unknown[] = [schema];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [key, value] of Object.entries(part)) {
      if (slow.has(key)) found.add(isPlain(key, value) ? 'large' : 'always');
      pending.push(value);
    }
  }
  return found.has('always') ? 'always' : found.has('large') ? 'large' : 'never';
}

/** Whether a check takes the time that reading the value takes, or is of few values. */
function isPlain(key: string, value: unknown): boolean {
  return key === 'uniqueItems' || (key === 'pattern' && typeof value === 'string' && goesOnce(value));
}

/** Properties that are called like a keyword stay: what they have is a schema, and neither a text nor a truth. */
function withoutSlow(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutSlow);
  if (!isJsonObject(schema)) return schema;
  const hasPatterns = isJsonObject(schema['patternProperties']);
  const kept = Object.entries(schema).filter(([key, value]) => {
    if (key === 'pattern') return typeof value !== 'string';
    if (key === 'uniqueItems') return typeof value !== 'boolean';
    // What these forbid are the properties that no pattern allows.
    return !(hasPatterns && onlyWithPatterns.has(key));
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSlow(value)]));
}

const onlyWithPatterns = new Set(['patternProperties', 'additionalProperties', 'unevaluatedProperties']);

const mostValues = 1000;
const mostCharacters = 10_000;

/** Whether a value has more than a thousand values, or ten thousand characters, in it. */
function isLarge(args: unknown): boolean {
  let values = 0;
  let characters = 0;
  const pending: unknown[] = [args];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (++values > mostValues) return true;
    if (typeof value === 'string') characters += value.length;
    if (characters > mostCharacters) return true;
    if (typeof value !== 'object' || value === null) continue;
    const children: unknown[] = Object.values(value);
    if (children.length > mostValues) return true;
    for (const child of children) pending.push(child);
  }
  return false;
}
