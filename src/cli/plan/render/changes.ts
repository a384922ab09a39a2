import ansis from 'ansis';
import type { PlanChange, PlanPlace, SurfacePlanChange } from '../../../reconciler/index.ts';
import { changeKinds } from '../../../snapshot/index.ts';
import { shortCommit } from '../../output/commit.ts';
import { count } from '../../output/pretty-diagnostics.ts';

type ManifestChange = Exclude<PlanChange, SurfacePlanChange>;

const signs: Readonly<Record<ManifestChange['action'], string>> = {
  added: ansis.green('+'),
  changed: ansis.yellow('~'),
  removed: ansis.red('-'),
};

const marks: Readonly<Record<SurfacePlanChange['class'], string>> = {
  breaking: ansis.bold.red('✗'),
  dangerous: ansis.bold.yellow('!'),
  safe: ansis.green('·'),
};

/** Names and endpoints that one line lists. */
const mostNames = 3;

/** A line for each change, with its place. */
export function changeLines(changes: readonly PlanChange[]): string[] {
  return changes.map((change) => (change.type === 'manifest' ? manifestLine(change) : surfaceLine(change)));
}

export function manifestLine(change: ManifestChange): string {
  return `  ${signs[change.action]} ${change.kind} ${change.name}${place(change.at)}`;
}

export function surfaceLine(change: SurfacePlanChange): string {
  return `  ${marks[change.class]} ${subjectOf(change)}: ${change.text}${onWhich(change)}${place(change.at)}`;
}

/** Why the change has its class, under its line. */
export function reasonLine({ kind }: SurfacePlanChange): string {
  return ansis.dim(`      ${changeKinds[kind].reason}`);
}

/** `tool get_orders`, `endpoint orders`, `tools get_orders, post_orders and 3 more`. */
export function subjectOf({ about, names }: SurfacePlanChange): string {
  return `${about}${names.length === 1 ? '' : 's'} ${listed(names)}`;
}

/** The first few, and how many more. */
export function listed(names: readonly string[], most = mostNames): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

/** Of an endpoint the line names it already. */
function onWhich({ about, endpoints }: SurfacePlanChange): string {
  if (about === 'endpoint') return '';
  const on = endpoints.length <= mostNames ? endpoints.join(', ') : count(endpoints.length, 'endpoint');
  return ansis.dim(` on ${on}`);
}

/** `file:line:column`, and the commit that the change came with. */
export function shownPlace({ file, line, column, commit }: PlanPlace): string {
  return `${file}:${line}:${column}${commit === undefined ? '' : ` (${shortCommit(commit)})`}`;
}

function place(at: PlanPlace | undefined): string {
  return at === undefined ? '' : ansis.dim(`  ${shownPlace(at)}`);
}
