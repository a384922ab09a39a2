import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { objectsOf } from '../../../src/cli/plan/plan-tree.ts';
import { softwareVersion } from '../../../src/cli/version.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';
import { type Contract, type ControlPlane, contractDigest, makePlan } from '../../../src/reconciler/index.ts';
import { resolveCompiled } from '../../../src/reconciler/sync/apply-head.ts';

export type Texts = Readonly<Record<string, string>>;

export interface Planned {
  readonly contract: Contract;
  readonly planDigest: string;
  /** Everything that has to be uploaded, by digest. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

/** Plans a tree against what is deployed, as the command line does. */
export async function plan(plane: ControlPlane, texts: Texts): Promise<Planned> {
  const { compiled, diagnostics } = await compile(memoryTree(texts));
  if (compiled === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { organization, source } = compiled.snapshot;
  const { basis, resolved } = await resolveCompiled(plane, compiledHead(compiled));
  const contract = makePlan({
    ...{ organization, source, commit: undefined, compiler: softwareVersion },
    ...{ base: basis.base, others: basis.others, head: resolved.side },
  });
  const objects = objectsOf(compiled);
  for (const { digest, bytes } of resolved.made) objects.set(digest, bytes);
  return { contract, planDigest: contractDigest(contract), objects };
}

export async function upload(plane: ControlPlane, { objects }: Planned): Promise<void> {
  await plane.store.putObjects([...objects].map(([digest, bytes]) => ({ digest, bytes })));
}

type ApplyRequest = Parameters<ControlPlane['apply']>[0];

/** What a test asks for otherwise than a manual apply. */
export type RequestChanges = Partial<ApplyRequest>;

/** What a manual apply asks for. */
export function requestOf({ contract, planDigest }: Planned, changes: RequestChanges = {}): ApplyRequest {
  return {
    contract,
    planDigest,
    expiresAt: undefined,
    author: 'ada',
    reason: 'apply',
    confirmRemovals: undefined,
    hold: false,
    ...changes,
  };
}
