import type { Json, Location, Range } from '../../kernel/index.ts';

/** Keys and indexes from the root of a document to a value. */
export type ValuePath = readonly (string | number)[];

/** One document of a file: its value, and where each part of it stands. */
export interface LocatedDocument {
  readonly file: string;
  readonly value: Json;
  /** Of the document as a whole. */
  readonly range: Range;
  /**
   * Where the value at a path stands; `key` asks for the key that leads to it. A path that does not exist gives
   * the nearest ancestor that does.
   */
  locate(path: ValuePath, part?: 'key' | 'value'): Location;
  /** Where the characters from `start` to `end` of the text at a path stand. */
  within(path: ValuePath, start: number, end: number): Location;
}
