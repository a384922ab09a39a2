import ansis from 'ansis';
import type { Contract, PlanChange, SurfacePlanChange } from '../../../reconciler/index.ts';
import { shortDigest } from '../../../snapshot/index.ts';
import { count } from '../../output/pretty-diagnostics.ts';
import { listed, manifestLine, reasonLine, surfaceLine } from './changes.ts';
import type { PlanDocument } from './document.ts';
import { policyText } from './policies.ts';
import { baseOf, contextTexts, gatewaysText, shownExposure, summaryOf } from './texts.ts';

/** Safe changes that are listed; more of them are counted by kind. */
const mostSafe = 12;
const mostManifests = 40;

/**
 * A plan for a person: what breaks clients first, with the reason; then what may; what can be reached now that could
 * not; what it touches. What nobody has to look at is short.
 */
export function renderTerminal(document: PlanDocument): string {
  const { contract, planDigest } = document;
  const { source, organization, changes } = contract;
  const title = `Source ${ansis.bold(source)} of organization ${ansis.bold(organization)}, on top of: ${baseOf(document)}`;
  const sections = [
    ...blockedSection(contract),
    ...policySection(document),
    ...riskSection(changes, 'breaking', ansis.bold.red('Breaks clients')),
    ...riskSection(changes, 'dangerous', ansis.bold.yellow('May surprise clients')),
    ...exposureSection(contract),
    ...safeSection(changes),
    ...manifestSection(changes),
    ...keptSection(document),
    ...touchedSection(document),
  ];
  if (changes.length === 0)
    return [title, '', ...sections.flatMap((section) => [...section, '']), 'No changes.'].join('\n');
  const end = [summaryOf(changes), ansis.dim(`plan ${shortDigest(planDigest)}`)];
  return [title, ...sections.flatMap((section) => ['', ...section]), '', ...end].join('\n');
}

type Section = readonly string[];

function riskSection(
  changes: readonly PlanChange[],
  level: SurfacePlanChange['class'],
  title: string,
): Section[] {
  const found = surfaceOf(changes, level);
  if (found.length === 0) return [];
  return [[title, ...found.flatMap((change) => [surfaceLine(change), reasonLine(change)])]];
}

function exposureSection({ exposure }: Contract): Section[] {
  if (exposure.length === 0) return [];
  const lines = shownExposure(exposure).map(({ kind, text, access, destructive, endpoints }) => {
    const isLoud = access === 'open' || destructive === true || kind === 'access-weakened';
    const mark = isLoud ? ansis.bold.yellow('!') : ansis.green('·');
    return `  ${mark} ${text}${ansis.dim(` on ${listed(endpoints)}`)}`;
  });
  return [[ansis.bold('Exposes'), ...shortened(lines, mostSafe)]];
}

function safeSection(changes: readonly PlanChange[]): Section[] {
  const safe = surfaceOf(changes, 'safe');
  if (safe.length === 0) return [];
  const title = ansis.bold('Safe for clients');
  if (safe.length <= mostSafe) return [[title, ...safe.map(surfaceLine)]];
  const counts = new Map<string, number>();
  for (const { kind } of safe) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, number]) => `  ${ansis.green('·')} ${number} × ${kind}`);
  return [[`${title} ${ansis.dim(`(${safe.length}; each is in the JSON)`)}`, ...lines]];
}

function manifestSection(changes: readonly PlanChange[]): Section[] {
  const manifests = changes.flatMap((change) => (change.type === 'manifest' ? [manifestLine(change)] : []));
  if (manifests.length === 0) return [];
  return [[ansis.bold('Manifests'), ...shortened(manifests, mostManifests)]];
}

function blockedSection({ blocked }: Contract): Section[] {
  if (blocked.length === 0) return [];
  const lines = blocked.map(
    ({ kind, name, reason }) => `  ${ansis.bold.red('✗')} ${kind} ${name}: ${reason}`,
  );
  return [[ansis.bold.red('Blocked'), ...lines]];
}

function policySection({ policies = [] }: PlanDocument): Section[] {
  const broken = policies.filter(({ outcome }) => outcome !== 'passed');
  if (broken.length === 0) return [];
  return [[ansis.bold('Policies'), ...broken.flatMap(policyText)]];
}

function keptSection({ contract: { kept, adopted }, released = [] }: PlanDocument): Section[] {
  const stays = [
    ...kept.map(({ kind, name, reason }) => `  = ${kind} ${name} is kept: ${reason}`),
    ...adopted.map(({ kind, name, reason }) => `  + ${kind} ${name} is adopted ${reason}`),
  ];
  const others = released.map(
    ({ kind, name, source }) => `  ${ansis.yellow('!')} ${kind} ${name} belongs to source '${source}' now`,
  );
  return [
    ...(stays.length === 0 ? [] : [[ansis.bold('Kept and adopted'), ...stays]]),
    ...(others.length === 0
      ? []
      : [[ansis.bold('No longer of this source'), ...others, ansis.dim('  take it out of the tree')]]),
  ];
}

function touchedSection({ contract: { touched, context }, observations }: PlanDocument): Section[] {
  if (touched.endpoints.length === 0 && touched.groups.length === 0) return [];
  const lines = [
    `  ${count(touched.endpoints.length, 'endpoint')}: ${listed(touched.endpoints, 6)}`,
    `  ${count(touched.groups.length, 'gateway group')}: ${listed(touched.groups, 6)}`,
  ];
  if (observations !== undefined) {
    const affected = observations.gateways.filter((gateway) => gateway.touched);
    lines.push(`  ${gatewaysText(affected.length, observations.gateways.length)}`);
    for (const { id, why } of affected.slice(0, 10)) lines.push(`    ${id} ${ansis.dim(why.join('; '))}`);
    if (affected.length > 10) lines.push(ansis.dim(`    and ${affected.length - 10} more`));
  }
  return [[ansis.bold('Touches'), ...lines, ...contextTexts(context).map((text) => `  ${text}`)]];
}

function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), ansis.dim(`  and ${lines.length - most} more`)];
}

function surfaceOf(changes: readonly PlanChange[], level: SurfacePlanChange['class']): SurfacePlanChange[] {
  return changes.filter((change) => change.type === 'surface').filter((change) => change.class === level);
}
