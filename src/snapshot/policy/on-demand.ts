/** What checks and evaluates expressions of policies; most trees have none, and need not load it. */
export function policyExpressions(): Promise<typeof import('./expressions.ts')> {
  return import('./expressions.ts');
}
