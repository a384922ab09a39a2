import { z } from 'zod';
import type { JsonSchemaDocument } from '../../../manifest/index.ts';
import {
  type Contract,
  contractDigest,
  contractSchema,
  planEndpointSchema,
  verdictSchema,
} from '../../../reconciler/index.ts';

const gatewaySchema = z.strictObject({
  id: z.string(),
  groups: z.array(z.string()).describe('Groups that it belongs to now.'),
  groupsAfter: z.array(z.string()).describe('Groups that it would belong to.'),
  state: z.string(),
  touched: z.boolean().describe('Whether it gets something else.'),
  why: z.array(z.string()).describe('Why it belongs to touched groups or not.'),
});

/** Not part of the digest: when it was made, how long it may be applied, and what runs where. */
export const observationsSchema = z.strictObject({
  plannedAt: z.string(),
  expiresAt: z.string(),
  server: z.string().optional(),
  gateways: z.array(gatewaySchema),
});

/** What `reshapr plan --output json` writes. A later version that says other things has another `format`. */
export const planDocumentSchema = z
  .strictObject({
    format: z.literal('plan-document@1'),
    contract: contractSchema.describe('What the plan promises; apply does exactly this, or nothing.'),
    planDigest: z.string().describe('SHA-256 of the contract in canonical form (RFC 8785).'),
    comparedWith: z
      .string()
      .optional()
      .describe('The commit of `--base`. Such a plan cannot be applied; nor has it observations.'),
    released: z
      .array(z.strictObject({ kind: z.string(), name: z.string(), source: z.string() }))
      .optional()
      .describe('What the tree declares and another source took over: it is not of this source any more.'),
    observations: observationsSchema.optional(),
    policies: z.array(verdictSchema).optional().describe('What each policy says of the plan.'),
    endpoints: z
      .array(planEndpointSchema)
      .optional()
      .describe('Every endpoint that there would be, as policies see them; there where a policy judges.'),
  })
  .describe('A plan: what would change, for whom, and why.');

export type PlanDocument = z.infer<typeof planDocumentSchema>;
export type Observations = z.infer<typeof observationsSchema>;

/** A contract by itself. */
export function documentOf(contract: Contract, more: Partial<PlanDocument> = {}): PlanDocument {
  return { format: 'plan-document@1', contract, planDigest: contractDigest(contract), ...more };
}

/** Its JSON Schema (2020-12), `schemas/Plan.json`. */
export function jsonSchemaOfPlan(): JsonSchemaDocument {
  const { $schema, ...schema } = z.toJSONSchema(planDocumentSchema, { target: 'draft-2020-12' });
  return { $schema, title: 'Plan', ...schema };
}
