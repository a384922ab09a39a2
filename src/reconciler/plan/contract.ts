import { z } from 'zod';
import { type ChangeName, changeClasses, changeNames, digestOfJson } from '../../snapshot/index.ts';

const count = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const placeSchema = z.strictObject({
  file: z.string().describe('Path from the root of the tree.'),
  line: z.int(),
  column: z.int(),
  commit: z
    .string()
    .optional()
    .describe(
      'The last commit between base and head that touched the file; absent when it is not committed.',
    ),
});
const at = placeSchema.optional().describe('Where it stands now, or stood before it was removed.');

/** A manifest that was added, removed, or says something else. */
const manifestChangeSchema = z.strictObject({
  type: z.literal('manifest'),
  action: z.enum(['added', 'changed', 'removed']),
  kind: z.string(),
  name: z.string().describe('Its identity as a person writes it.'),
  at,
});

/** What clients of endpoints gain, lose or find otherwise. */
const surfaceChangeSchema = z.strictObject({
  type: z.literal('surface'),
  kind: z
    .enum(changeNames as [ChangeName, ...ChangeName[]])
    .describe('What happened; docs/reference/changes.md explains each.'),
  class: z.enum(changeClasses).describe('What it means for a client that was built against the old surface.'),
  about: z.enum(['endpoint', 'tool', 'prompt', 'resource']),
  names: z.array(z.string()).describe('Tools, prompts or URIs; several that share what changed.'),
  endpoints: z.array(z.string()).describe('Names of endpoints, ids where they have none, or a URL.'),
  text: z.string().describe('One line for a person.'),
  at,
});

/** What can be reached that could not, or more easily. */
const exposureSchema = z.strictObject({
  kind: z.enum([
    'operation-reachable',
    'operation-reachable-without-key',
    'access-weakened',
    'destructive-tool-added',
  ]),
  endpoints: z.array(z.string()),
  service: z.string().optional().describe('`Orders:1.0`, of an operation or a tool.'),
  operation: z.string().optional(),
  tools: z.array(z.string()).optional(),
  access: z.enum(['open', 'apiKey', 'oauth2']).describe('The weakest access by which it is reached.'),
  destructive: z.boolean().optional().describe('Whether a call may destroy something.'),
  text: z.string().describe('One line for a person.'),
});

/** Something that stays though the tree lacks it, or that was taken over from another source. */
const keptSchema = z.strictObject({ kind: z.string(), name: z.string(), reason: z.string() });

/** What a plan promises. Its digest is the plan digest: apply does exactly this, or nothing. */
export const contractSchema = z.strictObject({
  format: z.literal('plan@1'),
  organization: z.string(),
  source: z.string(),
  base: z
    .strictObject({ sequence: z.int().positive(), snapshot: digest })
    .optional()
    .describe('The head that the plan was made on; absent for the first revision of a source.'),
  head: z.strictObject({ snapshot: digest, provenance: digest }),
  commit: z
    .string()
    .optional()
    .describe('`<sha>`, or `<sha>-dirty` with changes that are not committed; absent outside of git.'),
  compiler: z.string().describe('Version of reshapr.'),
  changes: z.array(z.discriminatedUnion('type', [manifestChangeSchema, surfaceChangeSchema])),
  exposure: z.array(exposureSchema),
  touched: z
    .strictObject({
      groups: z.array(z.string()).describe('Gateway groups whose gateways get something else.'),
      endpoints: z.array(z.string()).describe('Endpoints that are not byte for byte what they were.'),
    })
    .describe('The blast radius, as far as it does not depend on which gateways there are.'),
  context: z
    .array(z.strictObject({ endpoint: z.string(), before: count.optional(), after: count.optional() }))
    .describe('Tokens that the tool list of a touched endpoint costs a model, estimated; where it changes.'),
  kept: z.array(keptSchema).describe('What stays deployed though the tree lacks it, with the reason.'),
  adopted: z.array(keptSchema).describe('What is taken over from another source.'),
  blocked: z.array(keptSchema).describe('What must not be done; a plan with any is not applied.'),
});

export type Contract = z.infer<typeof contractSchema>;
export type PlanChange = Contract['changes'][number];
export type PlanPlace = z.infer<typeof placeSchema>;
export type Exposure = z.infer<typeof exposureSchema>;
export type SurfacePlanChange = Extract<PlanChange, { type: 'surface' }>;

export function contractDigest(contract: Contract): string {
  return digestOfJson(contract);
}
