import { canonicalText } from '../../canonical.ts';
import type { Detail } from '../change-kind.ts';
import type { ChangeName } from '../change-kinds.ts';

/** Arguments are taken, answers are given: what widens the one for a client narrows the other. */
export type Direction = 'input' | 'output';

type EventOf<D extends Direction> = ChangeName extends infer N
  ? N extends `${D}-${infer E}`
    ? E
    : never
  : never;

/** What can happen to a schema; with the direction before it, it is a kind of change. */
export type SchemaEvent = Extract<EventOf<'input'>, EventOf<'output'>>;

/** A JSON Schema (2020-12); `true` and what is left out are `{}`. */
export type Schema = Readonly<Record<string, unknown>> | false;

export type Resolve = (reference: string) => Schema | undefined;

/** Where two schemas are compared, and who is told. */
export interface Comparison {
  readonly direction: Direction;
  /** Whether a reference means one shared schema on both sides, which is compared by itself. */
  readonly isShared: (reference: string) => boolean;
  readonly before: Resolve;
  readonly after: Resolve;
  readonly note: (kind: ChangeName, detail: Detail) => void;
  /** A schema has definitions of its own, so that equal texts may mean different things. */
  readonly hasOwnDefinitions: boolean;
  /** Pairs of references that were compared, or are being: each is once, or recursion would not end. */
  readonly compared: Set<string>;
}

/** Tells of an event at a path. */
export function noteEvent(
  comparison: Comparison,
  event: SchemaEvent,
  path: string,
  detail: Detail = {},
): void {
  comparison.note(`${comparison.direction}-${event}`, { ...detail, path: shownPath(path) });
}

export function schemaOf(value: unknown): Schema {
  if (value === false) return false;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** `filter.status`: a property of what stands at a path. */
export function propertyPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The root has no name. */
export function shownPath(path: string): string {
  return path === '' ? '(whole)' : path;
}

const longestValue = 60;

/** A value in short. */
export function shownValue(value: unknown): string {
  const text = canonicalText(value);
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

export function isEqual(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || canonicalText(a) === canonicalText(b);
}
