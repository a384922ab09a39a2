import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { compile, memoryMemo } from '../../../src/compiler/index.ts';
import { memoryTree, systemClock } from '../../../src/kernel/index.ts';
import { applyPlan } from '../../../src/reconciler/deploy/apply.ts';
import { groupsOf, loadDeployment } from '../../../src/reconciler/deploy/deployment.ts';
import { rollBack } from '../../../src/reconciler/deploy/rollback.ts';
import {
  type CompiledHead,
  type Contract,
  contractDigest,
  makePlan,
  type Store,
} from '../../../src/reconciler/index.ts';
import { type Ledger, openLedger } from '../../../src/reconciler/state/ledger.ts';
import { organizationOf, type Revision } from '../../../src/reconciler/state/state.ts';
import { resolveCompiled } from '../../../src/reconciler/sync/apply-head.ts';
import { composeView, type Entry, type Opener } from '../../../src/snapshot/index.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { type Mistakes, mistakenLedger, mistakenStore } from '../planted/mistakes.ts';
import { filesOf, type Tree } from './tree.ts';

type Resolved = Awaited<ReturnType<typeof resolveCompiled>>;

export interface Planned extends Resolved {
  readonly contract: Contract;
  readonly head: CompiledHead;
}

/** What a control plane decides, over a store in memory and without any stream: rollouts are over at once. */
export interface HistoryPlane {
  readonly ledger: Ledger;
  readonly store: Store;
  plan(head: CompiledHead): Promise<Planned>;
  /** `confirmRemovals` is how much its caller knows to be removed. */
  apply(planned: Planned, confirmRemovals?: number): Promise<Revision>;
  rollBack(source: string, revision: number): Promise<Revision>;
  /** What a gateway with these labels is entitled to. */
  view(labels: Readonly<Record<string, string>>): Promise<View>;
}

export interface View {
  readonly groups: readonly string[];
  readonly digest: string;
  readonly entries: readonly Entry[];
  readonly open: Opener;
}

const organization = 'acme';

export async function historyPlane(mistakes: Mistakes = {}): Promise<HistoryPlane> {
  const store = memoryStore();
  const ledger = await openLedger(store);
  const clock = { ...systemClock, now: () => 0 };
  const portsOf = (source: string) => ({
    ...{ ledger: mistakenLedger(ledger, source, mistakes), store: mistakenStore(store, mistakes), clock },
  });
  const { confirmed = (removals) => removals } = mistakes;
  const common = { author: 'test', synced: new Set<string>() };

  async function complete(revision: Revision): Promise<Revision> {
    const over = { organization, revision: revision.sequence, outcome: 'completed' } as const;
    await ledger.commit(() => ({
      records: [{ type: 'rollout-ended', ...over, active: [], others: [] }],
      result: undefined,
    }));
    return revision;
  }

  let deployment: { readonly at: number; readonly loaded: ReturnType<typeof loadDeployment> } | undefined;

  return {
    ledger,
    store,
    plan: async (head) => {
      const { source } = head;
      const { basis, resolved } = await resolveCompiled(portsOf(source), head);
      const contract = makePlan({
        ...{ organization, source, commit: undefined, compiler: 'test' },
        ...{ base: basis.base, others: basis.others, head: resolved.side },
      });
      return { basis, resolved, contract, head };
    },
    apply: async ({ contract, head, resolved }, confirmRemovals) => {
      await store.putObjects([...head.objects, ...resolved.made]);
      const request = {
        ...{ contract, planDigest: contractDigest(contract), expiresAt: undefined, reason: 'apply' as const },
        ...{ confirmRemovals: confirmed(confirmRemovals), hold: false, ...common },
      };
      return complete(await applyPlan(request, portsOf(head.source)));
    },
    rollBack: async (source, revision) =>
      complete(
        await rollBack(
          { organization, source, revision: `${revision}`, ...common },
          { ...portsOf(source), history: 100 },
        ),
      ),
    view: async (labels) => {
      const { position } = ledger.state();
      if (deployment?.at !== position)
        deployment = { at: position, loaded: loadDeployment(organization, ledger.state(), store) };
      const loaded = await deployment.loaded;
      const groups = groupsOf(loaded, labels, undefined);
      const { digest, entries, made } = composeView(loaded.deployed, new Set(groups), loaded.open);
      const elections = new Set(made.map((object) => object.digest));
      return {
        groups,
        digest,
        entries: entries.filter((entry) => !elections.has(entry.digest)),
        open: loaded.open,
      };
    },
  };
}

export const stateOf = ({ ledger }: HistoryPlane) => organizationOf(ledger.state(), organization);

const compiled = new Map<string, CompiledHead | undefined>();
const mostCompiled = 5_000;
let memo = memoryMemo();

/** What a tree compiles to; undefined when it does not. Small trees come up again, and compile once. */
export async function headOf(tree: Tree): Promise<CompiledHead | undefined> {
  const files = filesOf(tree);
  const key = JSON.stringify(files);
  if (compiled.has(key)) return compiled.get(key);
  const result = (await compile(memoryTree(files), { memo })).compiled;
  const head = result === undefined ? undefined : compiledHead(result);
  if (compiled.size >= mostCompiled) {
    compiled.clear();
    memo = memoryMemo();
  }
  compiled.set(key, head);
  return head;
}
