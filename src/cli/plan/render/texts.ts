import type { Contract, PlanChange } from '../../../reconciler/index.ts';
import { changeClasses } from '../../../snapshot/index.ts';
import { shortCommit } from '../../output/commit.ts';
import { count } from '../../output/pretty-diagnostics.ts';
import type { PlanDocument } from './document.ts';

/** What the plan is compared with, in words. */
export function baseOf({ contract: { base }, comparedWith }: PlanDocument): string {
  if (comparedWith !== undefined) return `commit ${shortCommit(comparedWith)}`;
  return base === undefined ? 'nothing is deployed yet' : `revision ${base.sequence}`;
}

/** `Clients: 1 breaking, 2 safe. Manifests: 3 added, 1 changed.` */
export function summaryOf(changes: readonly PlanChange[]): string {
  const classes = changeClasses.map(
    (level) =>
      [
        changes.filter((change) => change.type === 'surface' && change.class === level).length,
        level,
      ] as const,
  );
  const actions = (['added', 'changed', 'removed'] as const).map(
    (action) =>
      [
        changes.filter((change) => change.type === 'manifest' && change.action === action).length,
        action,
      ] as const,
  );
  const shown = (counts: readonly (readonly [number, string])[], none: string): string =>
    counts
      .filter(([number]) => number > 0)
      .map(([number, what]) => `${number} ${what}`)
      .join(', ') || none;
  return `Clients: ${shown(classes, 'nothing changes')}. Manifests: ${shown(actions, 'none')}.`;
}

/** `orders: about 1200 tokens of context, before 900 (+300)`. */
export function contextTexts(context: Contract['context']): string[] {
  return context.slice(0, mostContexts).map(({ endpoint, before, after }) => {
    if (after === undefined) return `${endpoint}: no tokens of context any more, before about ${before}`;
    if (before === undefined) return `${endpoint}: about ${after} tokens of context`;
    const change = after - before;
    return `${endpoint}: about ${after} tokens of context, before ${before} (${change > 0 ? '+' : ''}${change})`;
  });
}

const mostContexts = 10;

/** `2 of 5 gateways`. */
export function gatewaysText(touched: number, all: number): string {
  return all === 0 ? 'no gateway is registered' : `${touched} of ${count(all, 'gateway')}`;
}

/** What is exposed, without tools whose operation is said to destroy something already. */
export function shownExposure(exposure: Contract['exposure']): Contract['exposure'] {
  const said = new Set(
    exposure.flatMap(({ kind, service, operation }) =>
      kind === 'operation-reachable' ? [`${service} ${operation}`] : [],
    ),
  );
  return exposure.filter(
    ({ kind, service, operation }) =>
      kind !== 'destructive-tool-added' || !said.has(`${service} ${operation}`),
  );
}
