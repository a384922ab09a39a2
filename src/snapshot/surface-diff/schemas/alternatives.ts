import { canonicalText } from '../../canonical.ts';
import { type Comparison, noteEvent, type Schema, schemaOf } from './comparison.ts';

type Keywords = Exclude<Schema, false>;
type Recurse = (before: Schema, after: Schema, path: string, comparison: Comparison) => void;

/** Compares lists of schemas: of `anyOf` and `oneOf` one fits, of `allOf` each. */
export function compareAlternatives(
  before: Keywords,
  after: Keywords,
  path: string,
  comparison: Comparison,
  recurse: Recurse,
): void {
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const was = listOf(before[keyword]);
    const is = listOf(after[keyword]);
    if (was === undefined && is === undefined) continue;
    if (was === undefined || is === undefined) {
      if (is === undefined) noteEvent(comparison, 'rule-removed', path, { was: keyword });
      else noteEvent(comparison, 'rule-added', path, { is: keyword });
      continue;
    }
    const { gone, come } = unmatched(was, is);
    const pairs = Math.min(gone.length, come.length);
    for (let at = 0; at < pairs; at++)
      recurse(
        gone[at] as Schema,
        come[at] as Schema,
        `${path}(${was.indexOf(gone[at] as Schema) + 1})`,
        comparison,
      );
    const isEach = keyword === 'allOf';
    if (gone.length > pairs)
      if (isEach) noteEvent(comparison, 'rule-removed', path, { was: 'a part of allOf' });
      else noteEvent(comparison, 'alternative-removed', path);
    if (come.length > pairs)
      if (isEach) noteEvent(comparison, 'rule-added', path, { is: 'one more part of allOf' });
      else noteEvent(comparison, 'alternative-added', path);
  }
}

/** What is on one side only, each in its order. */
function unmatched(was: readonly Schema[], is: readonly Schema[]): { gone: Schema[]; come: Schema[] } {
  const counts = new Map<string, number>();
  for (const schema of is) {
    const key = canonicalText(schema);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const gone = was.filter((schema) => {
    const key = canonicalText(schema);
    const count = counts.get(key) ?? 0;
    if (count > 0) counts.set(key, count - 1);
    return count === 0;
  });
  const come = is.filter((schema) => {
    const key = canonicalText(schema);
    const count = counts.get(key) ?? 0;
    if (count > 0) counts.set(key, count - 1);
    return count > 0;
  });
  return { gone, come };
}

function listOf(value: unknown): Schema[] | undefined {
  return Array.isArray(value) ? value.map(schemaOf) : undefined;
}
