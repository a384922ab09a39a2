import { problem } from '../../kernel/index.ts';
import { type Contract, contractDigest } from '../../reconciler/index.ts';
import { type Compiled, compileTree, requireCompiled } from '../compile/compile-tree.ts';
import { compiledSide } from '../compile/compiled-side.ts';
import { type OpenedTree, openTree } from '../compile/open-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import { shortCommit } from '../output/commit.ts';
import { json } from '../output/console.ts';
import { contractOf, planAgainstServer } from '../plan/plan-tree.ts';
import { renderPlan } from '../plan/render-plan.ts';
import { writePlan } from '../plan/saved-plan.ts';
import { usage } from '../problems.ts';
import type { FindingsFormat } from '../report/formats.ts';
import { renderAside } from '../report/render-aside.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly base?: string;
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly findings: FindingsFormat;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, directory: string, options: Options): Promise<number> {
  const opened = await openTree(directory, io.env);
  try {
    announce(io, 'compiling', opened.tree.files.length, 'files');
    const compiled = await requireCompiled(
      await compileTree(opened.tree),
      io,
      renderAside(directory, options.findings, io),
    );
    if (options.base !== undefined) return await planOffline(io, options, opened, compiled, options.base);
    return await planOnline(io, options, opened, compiled);
  } finally {
    opened.close();
  }
}

async function planOnline(io: Io, options: Options, opened: OpenedTree, compiled: Compiled): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const plan = await planAgainstServer(compiled, opened.commit, connection, io);
    if (options.out !== undefined) await writePlan(options.out, plan);
    const { contract, planDigest, observations } = plan;
    if (options.output === 'json') io.console.out(json({ contract, planDigest, observations }));
    else {
      io.console.out(renderPlan(contract, planDigest));
      if (options.out !== undefined)
        io.console.out(`\nSaved to ${options.out}. Apply exactly this with: reshapr apply ${options.out}`);
    }
    return exitCodeOf(contract, options);
  } finally {
    connection.close();
  }
}

/** Compares with another revision of the same tree; asks no control plane. */
async function planOffline(
  io: Io,
  options: Options,
  opened: OpenedTree,
  compiled: Compiled,
  ref: string,
): Promise<number> {
  if (options.out !== undefined)
    throw problem(usage, {
      why: 'a plan made with --base cannot be applied',
      hint: 'leave --out or --base away',
    });
  if (opened.repository === undefined)
    throw problem(usage, {
      why: '--base needs a tree in a git repository',
      hint: 'run it inside of a clone',
    });
  const commit = await opened.repository.resolve(ref);
  const before = await compileTree(await opened.repository.tree(commit));
  const base = await requireCompiled(before, io);
  const contract = contractOf(compiled, opened.commit, { sequence: 1, side: compiledSide(base) });
  const { base: _unused, ...offline } = contract;
  if (options.output === 'json') io.console.out(json({ contract: offline, comparedWith: commit }));
  else
    io.console.out(
      renderPlan(contract, contractDigest(contract)).replace('revision 1', `commit ${shortCommit(commit)}`),
    );
  return exitCodeOf(contract, options);
}

function exitCodeOf({ changes }: Contract, { detailedExitcode }: Options): number {
  return detailedExitcode && changes.length > 0 ? exitCodes.changes : exitCodes.ok;
}
