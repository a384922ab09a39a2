import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Location } from '../../../kernel/index.ts';

/** A schema that was read, in whatever form it is written. */
export interface SourceSchema {
  readonly schema: GraphQLSchema;
  /** Where a type is named. */
  typeAt(type: GraphQLNamedType): Location;
  /** Where a field of an object type is named. */
  fieldAt(type: string, field: string): Location;
  /** What a comment above a field says (reShapr takes it for a description). */
  fieldComment(type: string, field: string): string | undefined;
}
