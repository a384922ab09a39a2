import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { policyExpressions } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { badExpression } from './policy-diagnostics.ts';
import { uniqueBy } from './unique.ts';

type Fault = { readonly why: string; readonly start: number; readonly end: number };

/** What is wrong with the expression of a policy; undefined when nothing is. */
export type ExpressionCheck = (expression: string) => Fault | undefined;

/** The check of expressions, loaded for trees that have some. */
export async function expressionCheck(manifests: Manifests): Promise<ExpressionCheck> {
  if (manifestsOf(manifests, 'Policy').length === 0) return () => undefined;
  return (await policyExpressions()).expressionFault;
}

/** Policies with unique names, whose expressions say true or false of every plan. */
export function bindPolicies(
  manifests: Manifests,
  faultOf: ExpressionCheck,
  context: Context,
): readonly ManifestOf<'Policy'>[] {
  const items = manifestsOf(manifests, 'Policy').map((manifest) => ({ manifest }));
  const unique = [...uniqueBy(items, 'Policy', ({ manifest }) => manifest.name, context).values()];
  return unique.map(({ manifest }) => {
    const fault = faultOf(manifest.spec.expression);
    if (fault !== undefined) {
      const at = manifest.within(['expression'], fault.start, Math.max(fault.end, fault.start + 1));
      context.report(finding(badExpression, { why: fault.why }, at));
    }
    return manifest;
  });
}
