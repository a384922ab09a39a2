import { z } from 'zod';

/** What is left of the answers of one tool. Named `<service id>/<artifact>/<tool>`. */
export const filterSchema = z.strictObject({
  format: z.literal('filter@1'),
  /** MCP name of the tool. */
  tool: z.string(),
  /** JSON Pointers of the parts that are kept. */
  retain: z.array(z.string()).optional(),
  /** JSON Patch (RFC 6902), all or nothing. */
  patches: z
    .array(
      z.strictObject({
        op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
        path: z.string(),
        from: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .optional(),
  /** Nulls, empty texts, lists and objects are dropped. */
  compact: z.boolean().optional(),
  /** The text becomes TOON. */
  toon: z.boolean().optional(),
  /** What a caller gets when the filter fails: the unfiltered answer, or an error. */
  failure: z.enum(['open', 'closed']),
});

export type FilterObject = z.infer<typeof filterSchema>;
