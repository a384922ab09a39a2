import { stat } from 'node:fs/promises';
import { Problem, problem } from '../../kernel/index.ts';
import { notKept, parseManifestList, unknownRevision } from '../../reconciler/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { table } from '../output/table.ts';
import { instant } from '../output/time.ts';
import type { PlanFormat } from '../plan/plan-formats.ts';
import { renderPlan } from '../plan/render/render.ts';
import { readPlan } from '../plan/saved-plan.ts';
import { manifestsUnknown, usage } from '../problems.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';
import { fetchObjects, fetchSide } from '../server/fetch-side.ts';

interface Options extends ServerFlags {
  readonly manifests?: boolean;
  readonly output: PlanFormat;
}

export async function run(io: Io, target: string, options: Options): Promise<number> {
  const isFile = await stat(target).then(
    (facts) => facts.isFile(),
    () => false,
  );
  if (isFile) await showPlan(io, target, options);
  else await showRevision(io, target, options);
  return exitCodes.ok;
}

/** A saved plan can always be shown, however old it is. */
async function showPlan(io: Io, file: string, { output }: Options): Promise<void> {
  const { objects: _objects, manifests: _manifests, ...document } = await readPlan(file);
  const { observations } = document;
  io.console.out(renderPlan(document, output));
  if (output !== 'pretty') return;
  const expired = Date.parse(observations.expiresAt) < io.clock.now() ? ' (expired)' : '';
  io.console.out(
    `\nPlanned ${observations.plannedAt}, may be applied until ${observations.expiresAt}${expired}`,
  );
}

async function showRevision(io: Io, name: string, options: Options): Promise<void> {
  if (options.output === 'markdown')
    throw problem(usage, {
      why: 'only plans are written as markdown',
      hint: 'name a file that `reshapr plan --out` saved',
    });
  const connection = await connectToServer(options, io.env);
  try {
    const { revision, verdicts } = await revisionNamed(connection, name);
    if (!revision.kept) throw problem(notKept, { revision: revision.sequence });
    if (options.manifests) return await showManifests(io, connection, revision, options.output);
    const side = await fetchSide(connection, revision, new Map());
    const manifests = side.entries
      .filter(({ kind }) => kind === 'manifest')
      .map((entry) => {
        const { kind, name: identity } = side.open('manifest', entry.digest);
        const origin = side.origin('manifest', entry.name);
        return { kind, name: identity, file: origin?.file ?? '', line: origin?.range.start.line ?? 0 };
      });
    if (options.output === 'json') return io.console.out(json({ revision, verdicts, manifests }));
    const facts = [
      `Revision ${revision.sequence} of source ${revision.source}`,
      `  ${revision.reason} by ${revision.author} at ${instant(revision.atMs)}`,
      `  snapshot ${revision.snapshot}`,
      ...(revision.commit === '' ? [] : [`  commit ${revision.commit}`]),
      ...(revision.plan === '' ? [] : [`  plan ${shortDigest(revision.plan)}`]),
      ...(revision.restores === 0 ? [] : [`  restores revision ${revision.restores}`]),
      `  ${revision.outcome}${verdicts.length === 0 ? '' : `: ${served(verdicts)}`}`,
      ...verdicts.flatMap(verdictLines),
    ];
    const rows = manifests.map(({ kind, name: identity, file, line }) => [kind, identity, `${file}:${line}`]);
    io.console.out([...facts, '', table(['KIND', 'NAME', 'PLACE'], rows)].join('\n'));
  } finally {
    connection.close();
  }
}

/** What a revision was compiled from: one YAML stream, with the path before each file. */
async function showManifests(
  io: Io,
  connection: ServerConnection,
  { sequence, manifests }: admin.Revision,
  output: PlanFormat,
): Promise<void> {
  if (manifests === '') throw problem(manifestsUnknown, { revision: sequence });
  const list = (await fetchObjects(connection, [manifests])).get(manifests);
  const files = parseManifestList(list as Uint8Array);
  const texts = await fetchObjects(connection, [...new Set(files.map(([, digest]) => digest))]);
  const text = (digest: string): string => Buffer.from(texts.get(digest) as Uint8Array).toString('utf8');
  if (output === 'json')
    return io.console.out(json(files.map(([path, digest]) => ({ path, text: text(digest) }))));
  const shown = files.map(([path, digest]) => `# ${path}\n${text(digest).trim()}`);
  io.console.out(shown.join('\n---\n'));
}

async function revisionNamed(
  connection: ServerConnection,
  name: string,
): Promise<{ revision: admin.Revision; verdicts: admin.GatewayProgress[] }> {
  const { revision, verdicts } = await connection
    .ask((client) => client.getRevision, { revision: name })
    .catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === unknownRevision.code)) throw error;
      throw problem(usage, {
        why: `there is no file and no revision '${name}'`,
        hint: 'list revisions with `reshapr history`',
      });
    });
  if (revision === undefined) throw new Error('the control plane answered without a revision');
  return { revision, verdicts };
}

function served(verdicts: readonly admin.GatewayProgress[]): string {
  const active = verdicts.filter(({ state }) => state === 'active').length;
  return `served by ${active} of ${count(verdicts.length, 'gateway')}`;
}

/** Gateways that did not serve it, or not well. */
function verdictLines({ gatewayId, state, findings }: admin.GatewayProgress): string[] {
  if (state === 'active' && findings.length === 0) return [];
  return [`    ${gatewayId}: ${state}`, ...findings.map((finding) => `      ${finding}`)];
}
