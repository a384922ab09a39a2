import { type Comparison, isEqual, noteEvent, type Schema, shownValue } from './comparison.ts';

type Keywords = Exclude<Schema, false>;

/** Compares listed values (`enum`, `const`) and what a missing value counts as (`default`). */
export function compareValues(before: Keywords, after: Keywords, path: string, comparison: Comparison): void {
  const was = valuesOf(before);
  const is = valuesOf(after);
  if (was !== undefined && is !== undefined) {
    for (const value of was)
      if (!includes(is, value)) noteEvent(comparison, 'value-removed', path, { was: shownValue(value) });
    for (const value of is)
      if (!includes(was, value)) noteEvent(comparison, 'value-added', path, { is: shownValue(value) });
  } else if (is !== undefined) noteEvent(comparison, 'values-listed', path, { is: shownList(is) });
  else if (was !== undefined) noteEvent(comparison, 'values-freed', path, { was: shownList(was) });

  const { default: old } = before;
  const { default: now } = after;
  if (isEqual(old, now)) return;
  if (old === undefined) noteEvent(comparison, 'default-documented', path, { is: shownValue(now) });
  else
    noteEvent(comparison, 'default-changed', path, {
      was: shownValue(old),
      is: now === undefined ? 'what the backend decides' : shownValue(now),
    });
}

function valuesOf({ enum: values, const: only }: Keywords): readonly unknown[] | undefined {
  if (Array.isArray(values)) return values;
  return only === undefined ? undefined : [only];
}

function includes(values: readonly unknown[], value: unknown): boolean {
  return values.some((each) => isEqual(each, value));
}

function shownList(values: readonly unknown[]): string {
  const few = values.slice(0, 5).map(shownValue).join(', ');
  return values.length > 5 ? `${few} and ${values.length - 5} more` : few;
}
