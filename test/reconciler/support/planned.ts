import { contractOf, objectsOf } from '../../../src/cli/plan/plan-tree.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';
import { sideOf } from '../../../src/reconciler/deploy/apply.ts';
import { type Contract, type ControlPlane, contractDigest } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';

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
  const head = organizationOf(plane.ledger.state(), organization).heads.get(source);
  const base =
    head === undefined ? undefined : { sequence: head.sequence, side: await sideOf(head, plane.store) };
  const contract = contractOf(compiled, undefined, base);
  return { contract, planDigest: contractDigest(contract), objects: objectsOf(compiled) };
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
