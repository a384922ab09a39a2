import { z } from 'zod';

/**
 * Who answers at `/mcp/<organization>/<service>/<version>`: of the expositions of one service in one view, the
 * first. Made when a view is composed, so that a gateway elects nothing. Named by the service id.
 */
export const electionSchema = z.strictObject({
  format: z.literal('election@1'),
  service: z.strictObject({ id: z.string(), name: z.string(), version: z.string() }),
  /** Highest `since` first: the sequence of the revision that added the exposition, 0 in an offline build. */
  expositions: z.array(z.strictObject({ id: z.string(), since: z.number().int().nonnegative() })),
});

export type ElectionObject = z.infer<typeof electionSchema>;
