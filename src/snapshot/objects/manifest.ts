import { z } from 'zod';

/** What a plan must know of one manifest. Read by the control plane only. Named `<kind>/<identity>`. */
export const manifestSchema = z.strictObject({
  format: z.literal('manifest@1'),
  kind: z.string(),
  /** The identity as a person writes it: `Orders API:2.1/partners`. */
  name: z.string(),
  /** Of everything that the manifest says, in canonical form; comments and layout do not count. */
  content: z.string(),
  keepOnDelete: z.boolean().optional(),
  /** A plan that would remove it is blocked. */
  protected: z.boolean().optional(),
  /** The tree lacks it: it was carried over from what is deployed. */
  kept: z.literal(true).optional(),
});

export type ManifestObject = z.infer<typeof manifestSchema>;
