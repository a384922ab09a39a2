import { stat } from 'node:fs/promises';
import { refuseBlocked, refuseDenied } from '../../reconciler/index.ts';
import { canonicalBytes } from '../../snapshot/index.ts';
import { type Compiled, compileTree, requireCompiled } from '../compile/compile-tree.ts';
import { type OpenedTree, openTree } from '../compile/open-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import { confirm } from '../output/confirm.ts';
import { json } from '../output/console.ts';
import { planAgainstServer } from '../plan/plan-tree.ts';
import { renderTerminal } from '../plan/render/terminal.ts';
import { readPlan, type SavedPlan } from '../plan/saved-plan.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';
import { followProgress } from '../server/follow-progress.ts';
import { uploadMissing } from '../server/upload.ts';

/** How a plan is applied. */
interface ApplyOptions {
  readonly timeout: number;
  readonly confirmRemovals?: number;
  readonly hold?: boolean;
  readonly supersede?: boolean;
  readonly detach?: boolean;
  readonly output: 'text' | 'json';
}

interface Options extends ServerFlags, ApplyOptions {
  readonly yes?: boolean;
}

export async function run(io: Io, target: string, options: Options): Promise<number> {
  const saved = await savedPlanAt(target);
  if (saved !== undefined) return withConnection(io, options, () => Promise.resolve(saved), true);
  const { compiled, opened } = await compileDirectory(io, target);
  try {
    return await withConnection(
      io,
      options,
      (connection) => planAgainstServer(compiled, opened, connection, io),
      false,
    );
  } finally {
    opened.close();
  }
}

async function withConnection(
  io: Io,
  options: Options,
  makePlan: (connection: ServerConnection) => Promise<SavedPlan>,
  saved: boolean,
): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const plan = await makePlan(connection);
    if (options.output === 'text') io.console.out(renderTerminal(plan));
    if (plan.contract.changes.length === 0 && sameHead(plan)) {
      if (options.output === 'json') io.console.out(json({ changed: false, contract: plan.contract }));
      return exitCodes.ok;
    }
    // Of a saved plan the control plane knows better: policies may have changed since.
    if (!saved) {
      refuseBlocked(plan.contract);
      refuseDenied(plan.policies ?? []);
    }
    const what = `apply to ${connection.address.text}`;
    await confirm(io, options.yes, { what, look: 'what stands above' });
    return await applySavedPlan(io, plan, connection, options, saved);
  } finally {
    connection.close();
  }
}

/** Bytes of a contract that travel in the message; a larger one is uploaded as an object. */
const largestInMessage = 512 * 1024;

/** Uploads what a plan needs, applies it, and follows its rollout. */
export async function applySavedPlan(
  io: Io,
  plan: SavedPlan,
  connection: ServerConnection,
  options: ApplyOptions,
  saved: boolean,
): Promise<number> {
  const contract = Buffer.from(canonicalBytes(plan.contract));
  const isLarge = contract.length > largestInMessage;
  const objects = isLarge ? new Map([...plan.objects, [plan.planDigest, contract]]) : plan.objects;
  announce(io, 'uploading what is missing of', objects.size, 'objects');
  const uploaded = await uploadMissing(connection, objects);
  if (options.output === 'text') io.console.err(`uploaded ${uploaded} of ${objects.size} objects`);
  const answers = connection.stream(
    (client) => client.apply,
    {
      contract: isLarge ? Buffer.alloc(0) : contract,
      planDigest: plan.planDigest,
      expiresAtMs: saved ? Date.parse(plan.observations.expiresAt) : 0,
      confirmRemovals: options.confirmRemovals ?? 0,
      hold: options.hold ?? false,
      supersede: options.supersede ?? false,
      manifests: plan.manifests,
      timeoutMs: options.timeout * 1_000,
    },
    io.signal,
  );
  return followProgress(io, answers, options);
}

/** The same content under the same base: there is nothing to record. */
function sameHead({ contract }: SavedPlan): boolean {
  return contract.base?.snapshot === contract.head.snapshot;
}

async function savedPlanAt(target: string): Promise<SavedPlan | undefined> {
  const isFile = await stat(target).then(
    (facts) => facts.isFile(),
    () => false,
  );
  return isFile ? readPlan(target) : undefined;
}

async function compileDirectory(
  io: Io,
  directory: string,
): Promise<{ compiled: Compiled; opened: OpenedTree }> {
  const opened = await openTree(directory, io.env);
  try {
    announce(io, 'compiling', opened.tree.files.length, 'files');
    return { compiled: await requireCompiled(await compileTree(opened.tree), io), opened };
  } catch (error) {
    opened.close();
    throw error;
  }
}
