import { z } from 'zod';
import { type Kind, kinds, schemaOfKind } from './kinds/index.ts';

/** A JSON Schema document (2020-12). */
export type JsonSchemaDocument = Readonly<Record<string, unknown>>;

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** The JSON Schema of one kind, as `reshapr schema <Kind>` prints it and `schemas/<Kind>.json` holds it. */
export function jsonSchemaOfKind(kind: Kind): JsonSchemaDocument {
  return { $schema: dialect, ...definitionOf(kind) };
}

/** The JSON Schema of a manifest of whatever kind: what an editor is given for a whole tree. */
export function jsonSchemaOfManifests(): JsonSchemaDocument {
  return {
    $schema: dialect,
    title: 'Manifest',
    description: 'Any manifest of a reshapr source, told apart by its `kind`.',
    anyOf: kinds.map((kind) => ({ $ref: `#/$defs/${kind}` })),
    $defs: Object.fromEntries(kinds.map((kind) => [kind, definitionOf(kind)])),
  };
}

function definitionOf(kind: Kind): JsonSchemaDocument {
  const { $schema: _, ...schema } = z.toJSONSchema(schemaOfKind(kind), {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return { title: kind, ...schema };
}
