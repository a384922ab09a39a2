import ansis from 'ansis';
import type { Contract, PlanChange } from '../../reconciler/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import { count } from '../output/pretty-diagnostics.ts';

const signs: Record<PlanChange['action'], (text: string) => string> = {
  added: (text) => ansis.green(`+ ${text}`),
  changed: (text) => ansis.yellow(`~ ${text}`),
  removed: (text) => ansis.red(`- ${text}`),
};

/** A plan for a person: manifests, then tools with the endpoints that they change on, each with its place. */
export function renderPlan(contract: Contract, planDigest: string): string {
  const { changes, base, source, organization } = contract;
  const from = base === undefined ? 'nothing is deployed yet' : `revision ${base.sequence}`;
  const lines = [
    `Source ${ansis.bold(source)} of organization ${ansis.bold(organization)}, on top of: ${from}`,
  ];
  if (changes.length === 0) return [...lines, '', 'No changes.'].join('\n');
  const manifests = changes.filter(({ type }) => type === 'manifest');
  const tools = changes.filter(({ type }) => type === 'tool');
  if (manifests.length > 0) lines.push('', ansis.bold('Manifests'), ...renderChanges(manifests));
  if (tools.length > 0) lines.push('', ansis.bold('Tools'), ...renderChanges(tools));
  lines.push('', summary(changes), ansis.dim(`plan ${shortDigest(planDigest)}`));
  return lines.join('\n');
}

/** A line for each change, with its place. */
export function renderChanges(changes: readonly PlanChange[]): string[] {
  return changes.map((change) => (change.type === 'manifest' ? manifestLine(change) : toolLine(change)));
}

/** `3 to add, 1 to change, 2 to remove` of manifests and of tools. */
function summary(changes: readonly PlanChange[]): string {
  const of = (type: PlanChange['type']): string => {
    const number = (action: PlanChange['action']): number =>
      changes.filter((change) => change.type === type && change.action === action).length;
    return `${number('added')} added, ${number('changed')} changed, ${number('removed')} removed`;
  };
  return `Manifests: ${of('manifest')}. Tools: ${of('tool')}.`;
}

function manifestLine(change: PlanChange & { type: 'manifest' }): string {
  return `  ${signs[change.action](`${change.kind} ${change.name}`)}${place(change)}`;
}

function toolLine(change: PlanChange & { type: 'tool' }): string {
  const fields = change.fields.length > 0 ? ` (${change.fields.join(', ')})` : '';
  const on =
    change.endpoints.length <= 3 ? change.endpoints.join(', ') : count(change.endpoints.length, 'endpoint');
  return `  ${signs[change.action](`${change.tool}${fields}`)} ${ansis.dim(`on ${on}`)}${place(change)}`;
}

function place({ at }: PlanChange): string {
  return at === undefined ? '' : ansis.dim(`  ${at.file}:${at.line}:${at.column}`);
}
