import { z } from 'zod';
import { compareText, problem } from '../../kernel/index.ts';
import { type PolicyObject, policyExpressions } from '../../snapshot/index.ts';
import type { Contract } from './contract.ts';
import type { PlanEndpoint } from './plan-endpoints.ts';
import { entriesOf, type PlanSide } from './plan-side.ts';
import { policyDenied } from './problems.ts';

/** A policy, and where it stands. */
export interface StandingPolicy extends PolicyObject {
  /** `this tree`, or `source shop, as deployed`. */
  readonly origin: string;
}

/** What one policy says of a plan. */
export const verdictSchema = z.strictObject({
  name: z.string(),
  origin: z.string().describe('Where the policy stands: `this tree`, or what is deployed of a source.'),
  severity: z.enum(['warn', 'deny']),
  outcome: z
    .enum(['passed', 'broken', 'failed'])
    .describe('`failed`: it could not be evaluated, which counts as broken.'),
  message: z.string(),
  error: z.string().optional().describe('Why it could not be evaluated.'),
});

export type PolicyVerdict = z.infer<typeof verdictSchema>;

export function policiesOf(side: PlanSide, origin: string): StandingPolicy[] {
  return [...entriesOf(side, 'policy').values()].map(({ digest }) => ({
    ...side.open('policy', digest),
    origin,
  }));
}

/**
 * The policies that judge a plan: those of the tree, and those that are deployed, of every source, so that nobody is
 * rid of a policy by deleting it. What both have is judged once. Only a plan that changes nothing but policies is not
 * judged by those that it takes away: else one that fails could never be mended.
 */
export function judging(
  contract: Contract,
  own: readonly StandingPolicy[],
  deployed: readonly (StandingPolicy & { readonly source: string })[],
): StandingPolicy[] {
  const isMending = contract.changes.every(
    (change) => change.type === 'manifest' && change.kind === 'Policy',
  );
  const known = new Set(own.map(contentOf));
  const others = deployed.filter(
    (policy) => !known.has(contentOf(policy)) && !(isMending && policy.source === contract.source),
  );
  return [...own, ...others].sort((a, b) => compareText(a.name, b.name) || compareText(a.origin, b.origin));
}

function contentOf({ name, expression, severity, message }: PolicyObject): string {
  return JSON.stringify([name, expression, severity, message]);
}

/** What policies say of a plan, and of the endpoints that there would be. */
export async function judge(
  contract: Contract,
  endpoints: readonly PlanEndpoint[],
  policies: readonly StandingPolicy[],
): Promise<PolicyVerdict[]> {
  if (policies.length === 0) return [];
  const { evaluateExpression, planValue } = await policyExpressions();
  const plan = planValue({ ...contract, endpoints });
  return policies.map(({ name, origin, severity, message, expression }): PolicyVerdict => {
    const said = { name, origin, severity, message };
    try {
      return { ...said, outcome: evaluateExpression(expression, plan) ? 'passed' : 'broken' };
    } catch (error) {
      return { ...said, outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** The verdicts that a plan is refused for. */
export function denials(verdicts: readonly PolicyVerdict[]): PolicyVerdict[] {
  return verdicts.filter(({ severity, outcome }) => severity === 'deny' && outcome !== 'passed');
}

/** Throws when a policy denies. */
export function refuseDenied(verdicts: readonly PolicyVerdict[]): void {
  const denying = denials(verdicts);
  const [first] = denying;
  if (first === undefined) return;
  const names = denying.map(({ name }) => name);
  throw problem(policyDenied, { names, message: first.message, error: first.error });
}
