import ansis from 'ansis';
import { formatLabels, mismatches, shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { shortCommit } from './commit.ts';
import { table } from './table.ts';
import { ago } from './time.ts';

/** Sources, groups and gateways of an organization, for a person. */
export function renderStatus(status: admin.Status, now: number): string {
  const blocks = [`Organization ${ansis.bold(status.organization)}`];
  blocks.push(sources(status.sources, now));
  const live = status.gateways.filter(({ presence }) => presence !== 'unsynchronized');
  const gone = status.gateways.filter(({ presence }) => presence === 'unsynchronized');
  if (live.length === 0) blocks.push('No gateway is registered.');
  else
    blocks.push(
      table(
        ['GATEWAY', 'GROUPS', 'PRESENCE', 'STATE', 'REVISION', 'HEARD'],
        live.map((gateway) => row(gateway, now)),
      ),
    );
  blocks.push(
    ...live.flatMap(({ id, findings }) => findings.map((finding) => ansis.red(`${id}: ${finding}`))),
  );
  if (gone.length > 0)
    blocks.push(
      `Unsynchronized: ${gone.map(({ id, lastHeardMs }) => `${id} (heard ${ago(lastHeardMs, now)})`).join(', ')}`,
    );
  const empty = status.groups.filter(({ gateways }) => gateways.length === 0);
  if (empty.length > 0) blocks.push(`Groups without a gateway: ${empty.map(({ name }) => name).join(', ')}`);
  return blocks.join('\n\n');
}

/** One gateway in full, with the reason for each group that it does or does not belong to. */
export function renderGateway(gateway: admin.Gateway, status: admin.Status, now: number): string {
  const view = (name: string, ref: admin.View | undefined): string[] =>
    ref === undefined
      ? []
      : [
          `  ${name}: ${shortDigest(ref.digest)} (epoch ${ref.epoch}, sequence ${ref.sequence}${ref.revision > 0 ? `, revision ${ref.revision}` : ''})`,
        ];
  const groups = status.groups.map(({ name, labels }) => {
    if (gateway.groups.includes(name)) return `  ${name}: yes`;
    const why = mismatches(gateway.labels, labels).join(', ') || 'the token does not allow it';
    return `  ${name}: no, ${why}`;
  });
  return [
    ansis.bold(gateway.id),
    `  presence: ${gateway.presence}, heard ${ago(gateway.lastHeardMs, now)}, connected ${ago(gateway.connectedAtMs, now)}`,
    `  state: ${gateway.state}`,
    `  labels: ${formatLabels(gateway.labels) || '(none: it matches every group)'}`,
    `  hosts: ${gateway.fqdns.join(', ')}`,
    `  version: ${gateway.softwareVersion}, instance ${gateway.instanceId}`,
    `  calls: ${gateway.calls}, failed by the gateway: ${gateway.errors}`,
    ...view('desired', gateway.desired),
    ...view('staged', gateway.staged),
    ...view('active', gateway.active),
    ...gateway.findings.map((finding) => `  ${ansis.red(finding)}`),
    'Groups',
    ...groups,
  ].join('\n');
}

function sources(list: readonly admin.Source[], now: number): string {
  if (list.length === 0) return 'No source was applied yet.';
  const rows = list.map(({ id, head, sync }) => [
    id,
    head === undefined ? '-' : String(head.sequence),
    head === undefined ? '-' : shortDigest(head.snapshot),
    shortCommit(head?.commit ?? ''),
    head === undefined ? '-' : `${head.reason} by ${head.author}, ${ago(head.atMs, now)}`,
    sync === undefined ? '-' : `${sync.state}${sync.commit === '' ? '' : ` at ${shortCommit(sync.commit)}`}`,
  ]);
  const problems = list.flatMap(({ id, sync }) =>
    (sync?.problems ?? []).map((line) => ansis.red(`${id}: ${line}`)),
  );
  const shown = table(['SOURCE', 'REVISION', 'SNAPSHOT', 'COMMIT', 'APPLIED', 'SYNC'], rows);
  return [shown, ...problems].join('\n');
}

function row(gateway: admin.Gateway, now: number): string[] {
  const revision = gateway.active?.revision ?? 0;
  return [
    gateway.id,
    gateway.groups.join(',') || '-',
    gateway.presence,
    gateway.state,
    revision > 0 ? String(revision) : '-',
    ago(gateway.lastHeardMs, now),
  ];
}
