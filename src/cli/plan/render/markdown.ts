import type { PlanChange, PlanPlace, SurfacePlanChange } from '../../../reconciler/index.ts';
import { changeKinds, shortDigest } from '../../../snapshot/index.ts';
import { shortCommit } from '../../output/commit.ts';
import { count } from '../../output/pretty-diagnostics.ts';
import { listed, subjectOf } from './changes.ts';
import type { PlanDocument } from './document.ts';
import { baseOf, contextTexts, gatewaysText, shownExposure, summaryOf } from './texts.ts';

/** Rows of one table: a comment on GitHub has room for 65,536 characters. */
const mostRows = 60;

/** A plan as a comment on a pull request: what matters stands open, what does not is folded away. */
export function renderMarkdown(document: PlanDocument): string {
  const { contract, planDigest, policies = [], released = [] } = document;
  const { source, changes, exposure, touched, context, blocked, kept, adopted } = contract;
  const broken = policies.filter(({ outcome }) => outcome !== 'passed');
  const head = `### reshapr plan: \`${code(source)}\`, on top of ${text(baseOf(document))}`;
  const parts = [
    section('Blocked', [
      ...blocked.map((each) => `${text(each.kind)} ${tick(each.name)}: ${text(each.reason)}`),
    ]),
    section(
      'Policies',
      broken.map(
        ({ name, severity, message }) =>
          `${severity === 'deny' ? '⛔' : '⚠️'} ${tick(name)}: ${text(message)}`,
      ),
    ),
    riskTable('⛔ Breaks clients', changes, 'breaking'),
    riskTable('⚠️ May surprise clients', changes, 'dangerous'),
    section(
      'Exposes',
      shownExposure(exposure).map((each) => `${text(each.text)} (${each.endpoints.map(tick).join(', ')})`),
    ),
    folded(`${count(safeOf(changes).length, 'change')} safe for clients`, safeOf(changes).map(bullet)),
    folded(
      `${count(manifestsOf(changes).length, 'manifest')}`,
      manifestsOf(changes).map(
        ({ action, kind, name, at }) => `- ${action} ${text(kind)} ${tick(name)}${shownAt(at)}`,
      ),
    ),
    section('Kept and adopted', [
      ...kept.map(({ kind, name, reason }) => `${text(kind)} ${tick(name)} is kept: ${text(reason)}`),
      ...adopted.map(({ kind, name, reason }) => `${text(kind)} ${tick(name)} is adopted ${text(reason)}`),
    ]),
    section(
      'No longer of this source',
      released.map(
        ({ kind, name, source: by }) => `${text(kind)} ${tick(name)} belongs to source ${tick(by)} now`,
      ),
    ),
    section('Touches', [...touchedTexts(document, touched), ...contextTexts(context).map(text)]),
  ];
  const body = changes.length === 0 ? ['No changes.'] : [summaryOf(changes)];
  return [
    head,
    ...body,
    ...parts.filter((part) => part !== ''),
    `<sub>plan ${shortDigest(planDigest)}</sub>`,
  ].join('\n\n');
}

function riskTable(title: string, changes: readonly PlanChange[], level: SurfacePlanChange['class']): string {
  const found = surfaceOf(changes, level);
  if (found.length === 0) return '';
  const rows = found.slice(0, mostRows).map((change) => {
    const what = `${cell(subjectOf(change))}: ${cell(change.text)}`;
    const on = change.about === 'endpoint' ? '' : change.endpoints.slice(0, 5).map(tick).join(', ');
    return `| ${what} | ${on} | ${cell(changeKinds[change.kind].reason)} | ${cell(placeText(change.at))} |`;
  });
  const more = found.length > mostRows ? [`\nand ${found.length - mostRows} more`] : [];
  return [
    `#### ${title}`,
    '',
    '| what | endpoints | what a client meets | where |',
    '|---|---|---|---|',
    ...rows,
    ...more,
  ].join('\n');
}

function touchedTexts(
  { observations }: PlanDocument,
  touched: PlanDocument['contract']['touched'],
): string[] {
  if (touched.endpoints.length === 0 && touched.groups.length === 0) return [];
  const lines = [
    `${count(touched.endpoints.length, 'endpoint')}: ${text(listed(touched.endpoints, 10))}`,
    `${count(touched.groups.length, 'gateway group')}: ${text(listed(touched.groups, 10))}`,
  ];
  if (observations === undefined) return lines;
  const affected = observations.gateways.filter((gateway) => gateway.touched).map(({ id }) => id);
  const which = affected.length === 0 ? '' : `: ${text(listed(affected, 10))}`;
  return [...lines, `${gatewaysText(affected.length, observations.gateways.length)}${which}`];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : [`#### ${title}`, '', ...shortened(lines.map((line) => `- ${line}`))].join('\n');
}

function folded(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return [`<details><summary>${title}</summary>`, '', ...shortened(lines), '', '</details>'].join('\n');
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= mostRows) return [...lines];
  return [...lines.slice(0, mostRows), `- and ${lines.length - mostRows} more`];
}

function bullet(change: SurfacePlanChange): string {
  return `- ${text(subjectOf(change))}: ${text(change.text)}${shownAt(change.at)}`;
}

function shownAt(at: PlanPlace | undefined): string {
  return at === undefined ? '' : ` — ${text(placeText(at))}`;
}

function placeText(at: PlanPlace | undefined): string {
  if (at === undefined) return '';
  return `${at.file}:${at.line}${at.commit === undefined ? '' : ` (${shortCommit(at.commit)})`}`;
}

function safeOf(changes: readonly PlanChange[]): SurfacePlanChange[] {
  return surfaceOf(changes, 'safe');
}

function surfaceOf(changes: readonly PlanChange[], level: SurfacePlanChange['class']): SurfacePlanChange[] {
  return changes.filter((change) => change.type === 'surface').filter((change) => change.class === level);
}

function manifestsOf(changes: readonly PlanChange[]): Exclude<PlanChange, SurfacePlanChange>[] {
  return changes.filter((change) => change.type === 'manifest');
}

/** Text of a spec is written by anyone: it must not become markup, a mention or a link. */
function text(value: string): string {
  return value
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/\s+/g, ' ');
}

/** Within a table. */
function cell(value: string): string {
  return text(value);
}

function tick(value: string): string {
  return `\`${code(value)}\``;
}

function code(value: string): string {
  return value.replace(/[`|\s]+/g, ' ');
}
