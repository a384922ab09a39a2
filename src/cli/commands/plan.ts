import { problem } from '../../kernel/index.ts';
import { denials } from '../../reconciler/index.ts';
import { type Compiled, compileTree, requireCompiled } from '../compile/compile-tree.ts';
import { type OpenedTree, openTree } from '../compile/open-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { announce } from '../output/announce.ts';
import type { PlanFormat } from '../plan/plan-formats.ts';
import { planOffline } from '../plan/plan-offline.ts';
import { planAgainstServer } from '../plan/plan-tree.ts';
import type { PlanDocument } from '../plan/render/document.ts';
import { renderPlan } from '../plan/render/render.ts';
import { writePlan } from '../plan/saved-plan.ts';
import { notClean, usage } from '../problems.ts';
import type { FindingsFormat } from '../report/formats.ts';
import { renderAside } from '../report/render-aside.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly base?: string;
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly requireClean?: boolean;
  readonly findings: FindingsFormat;
  readonly output: PlanFormat;
}

export async function run(io: Io, directory: string, options: Options): Promise<number> {
  const { base, out, requireClean = false, output, findings } = options;
  if (base !== undefined && out !== undefined)
    throw problem(usage, {
      why: 'a plan made with --base cannot be applied',
      hint: 'leave --out or --base away',
    });
  const opened = await openTree(directory, io.env);
  try {
    if (requireClean) checkClean(opened);
    announce(io, 'compiling', opened.tree.files.length, 'files');
    const compiled = await requireCompiled(
      await compileTree(opened.tree),
      io,
      renderAside(directory, findings, io),
    );
    if (base === undefined) return await planOnline(io, options, opened, compiled);
    const document = await planOffline(compiled, opened, base, io);
    io.console.out(renderPlan(document, output));
    return exitCodeOf(document, options);
  } finally {
    opened.close();
  }
}

async function planOnline(io: Io, options: Options, opened: OpenedTree, compiled: Compiled): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { objects, ...document } = await planAgainstServer(compiled, opened, connection, io);
    if (options.out !== undefined) await writePlan(options.out, { ...document, objects });
    io.console.out(renderPlan(document, options.output));
    if (options.out !== undefined && options.output === 'pretty')
      io.console.out(`\nSaved to ${options.out}. Apply exactly this with: reshapr apply ${options.out}`);
    return exitCodeOf(document, options);
  } finally {
    connection.close();
  }
}

/** What is applied should be what a commit says, and nothing else. */
function checkClean({ commit }: OpenedTree): void {
  if (commit === undefined) throw problem(notClean, { why: 'it is in no commit of a git repository' });
  if (commit.endsWith('-dirty')) throw problem(notClean, { why: 'it has changes that are not committed' });
}

function exitCodeOf({ contract, policies = [] }: PlanDocument, { detailedExitcode }: Options): number {
  if (contract.blocked.length > 0 || denials(policies).length > 0) return exitCodes.blocked;
  return detailedExitcode && contract.changes.length > 0 ? exitCodes.changes : exitCodes.ok;
}
