import { z } from 'zod';

/** Where a header stands in the one order that never goes backwards: first by epoch, then by sequence. */
export interface Order {
  readonly epoch: number;
  readonly sequence: number;
}

/** Negative when `a` is older than `b`. */
export function compareOrder(a: Order, b: Order): number {
  return a.epoch - b.epoch || a.sequence - b.sequence;
}

/** What is signed of a view: small, and enough to check every object of it. */
export const viewHeaderSchema = z.strictObject({
  format: z.literal('view@1'),
  epoch: z.number().int().nonnegative(),
  /** Higher with every header that is signed, whatever it points to. */
  sequence: z.number().int().nonnegative(),
  /** The revision whose content this is: what people call it. */
  revision: z.number().int().nonnegative(),
  organization: z.string(),
  /** Sorted. */
  groups: z.array(z.string()),
  /** Digest of the view: of its sorted list of objects. */
  view: z.string().regex(/^[0-9a-f]{64}$/),
  objects: z.number().int().nonnegative(),
  /** RFC 3339. */
  signedAt: z.string(),
});

export type ViewHeader = z.infer<typeof viewHeaderSchema>;
