import { z } from 'zod';

/** A JSON Schema (2020-12) object whose `$ref`s all point to `#/$defs/<name>`. */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());

export type JsonSchema = z.infer<typeof jsonSchemaSchema>;
