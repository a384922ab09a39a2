import { z } from 'zod';
import { artifactShapes } from './artifact-shapes.ts';

const pointer = z.string().regex(/^\//, 'must begin with /').describe('JSON Pointer.');

const filterSchema = z
  .strictObject({
    jsonRetain: z.array(pointer).min(1).optional().describe('Only these parts are kept.'),
    jsonPatches: z
      .array(
        z.strictObject({
          op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']).describe('What is done.'),
          path: pointer,
          from: pointer.optional(),
          value: z.unknown().optional().describe('What is added, put in place, or tested for.'),
        }),
      )
      .min(1)
      .optional()
      .describe('JSON Patch (RFC 6902).'),
    convertToToon: z.boolean().optional().describe('Answer in TOON instead of JSON.'),
    compact: z
      .union([z.boolean(), z.record(z.string(), z.unknown())])
      .optional()
      .describe('Drop nulls and empty values.'),
    failure: z
      .enum(['open', 'closed'])
      .optional()
      .describe('What a caller gets when the filter fails: the unfiltered answer, or an error.'),
  })
  .refine(
    (filter) =>
      filter.jsonRetain !== undefined ||
      filter.jsonPatches !== undefined ||
      filter.convertToToon !== undefined ||
      filter.compact !== undefined,
    { message: 'at least one of jsonRetain, jsonPatches, convertToToon and compact is needed' },
  );

export const toolsOutputFiltersShapes = artifactShapes(
  'ToolsOutputFilters',
  {
    filters: z
      .record(z.string().min(1), filterSchema)
      .refine((filters) => Object.keys(filters).length > 0, { message: 'at least one filter is needed' })
      .describe('Filters by tool name.'),
  },
  'What is left of the answers of tools.',
);
