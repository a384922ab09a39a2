import type { Arguments } from '../arguments.ts';
import type { Resolver } from '../resolve.ts';
import type { SchemaConverter } from '../schema.ts';

/** What reading a body needs of the operation that it belongs to. */
export interface Reading {
  readonly args: Arguments;
  readonly converter: SchemaConverter;
  readonly resolver: Resolver;
}
