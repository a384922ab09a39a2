import { z } from 'zod';
import { digestOfJson } from '../../snapshot/index.ts';

const placeSchema = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});

const action = z.enum(['added', 'changed', 'removed']);

/** A manifest that was added, removed, or says something else. */
const manifestChangeSchema = z.strictObject({
  type: z.literal('manifest'),
  action,
  kind: z.string(),
  /** Its identity as a person writes it. */
  name: z.string(),
  at: placeSchema.optional(),
});

/** A tool that clients gain, lose or see changed. */
const toolChangeSchema = z.strictObject({
  type: z.literal('tool'),
  action,
  service: z.string(),
  tool: z.string(),
  /** Names of the endpoints, or their ids where they have none. */
  endpoints: z.array(z.string()),
  fields: z.array(z.string()),
  at: placeSchema.optional(),
});

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a plan promises. Its digest is the plan digest: apply does exactly this, or nothing. */
export const contractSchema = z.strictObject({
  format: z.literal('plan@1'),
  organization: z.string(),
  source: z.string(),
  /** The head that the plan was made on; absent for the first revision of a source. */
  base: z.strictObject({ sequence: z.number().int().positive(), snapshot: digest }).optional(),
  head: z.strictObject({ snapshot: digest, provenance: digest }),
  /** `<sha>`, or `<sha>-dirty` for a tree with changes that are not committed; absent outside of git. */
  commit: z.string().optional(),
  compiler: z.string(),
  changes: z.array(z.discriminatedUnion('type', [manifestChangeSchema, toolChangeSchema])),
});

export type Contract = z.infer<typeof contractSchema>;
export type PlanChange = Contract['changes'][number];

export function contractDigest(contract: Contract): string {
  return digestOfJson(contract);
}
