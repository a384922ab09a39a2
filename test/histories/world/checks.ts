import type { CompiledHead } from '../../../src/reconciler/index.ts';
import { loadBasis } from '../../../src/reconciler/ownership/deployed-sources.ts';
import {
  expositionNameOf,
  planNameOf,
  type SurfaceSide,
  serviceNameOf,
} from '../../../src/snapshot/index.ts';
import { type HistoryPlane, type Planned, stateOf } from './plane.ts';

/** Source → what it holds, by kind and name. */
export type Holdings = ReadonlyMap<string, Held>;

interface Held {
  readonly digests: ReadonlyMap<string, string>;
  readonly side: SurfaceSide;
}

/** What each source holds at the moment, without what others took over from it. */
export async function holdingsOf(plane: HistoryPlane): Promise<Holdings> {
  const holdings = new Map<string, Held>();
  for (const source of stateOf(plane).heads.keys()) {
    const { base } = await loadBasis(
      { organization: 'acme', source },
      { entries: [], open: nothing },
      plane.ledger.state(),
      plane.store,
    );
    if (base === undefined) throw new Error('a head without a basis');
    const digests = new Map(base.side.entries.map(({ kind, name, digest }) => [`${kind} ${name}`, digest]));
    holdings.set(source, { digests, side: base.side });
  }
  return holdings;
}

const nothing = (): never => {
  throw new Error('nothing is opened of an empty side');
};

/** An apply comes to exactly what its tree says, plus what is kept; and touches nothing that is not its own. */
export async function checkApplied(plane: HistoryPlane, planned: Planned, before: Holdings): Promise<void> {
  const { head, contract, resolved } = planned;
  const after = await holdingsOf(plane);
  const now = after.get(head.source);
  const was = before.get(head.source);
  if (now === undefined) throw new Error('the source holds nothing after its apply');

  const declared = new Map(
    head.snapshot.side.entries.map(({ kind, name, digest }) => [`${kind} ${name}`, digest]),
  );
  const released = resolved.released.map(({ kind, name }) => `manifest ${kind}/${name}`);
  const names = new Set([...declared.keys()].filter((key) => key.startsWith('manifest ')));
  for (const key of released) names.delete(key);
  const renamed = was === undefined ? new Set<string>() : renamedIn(was.side, now.side);

  // Everything that is kept was deployed with keepOnDelete, or something that was refers to it.
  const kept = new Set<string>();
  for (const [key, digest] of was?.digests ?? []) {
    if (!key.startsWith('manifest ') || names.has(key) || renamed.has(key)) continue;
    const summary = was?.side.open('manifest', digest);
    if (summary?.protected === true && summary.keepOnDelete !== true)
      throw new Error(`${key} is protected and was removed`);
    if (summary?.keepOnDelete === true) kept.add(key);
  }
  for (const { digest, kind } of was?.side.entries ?? []) {
    if (kind !== 'exposition' || was === undefined) continue;
    const [own, ...needs] = namesOf(was.side.open('exposition', digest));
    if (!kept.has(own)) continue;
    for (const need of needs) if (was.digests.has(need) && !names.has(need)) kept.add(need);
  }
  for (const key of [...kept]) {
    const service = `manifest Service/${key.slice(key.indexOf('/') + 1).split('/')[0] ?? ''}`;
    if (key.startsWith('manifest ConfigurationPlan/') && was?.digests.has(service) && !names.has(service))
      kept.add(service);
  }

  const shown = contract.kept.map(({ kind, name }) => `manifest ${kind}/${name}`);
  expectSame('what is shown as kept', shown, [...kept]);
  const manifests = [...now.digests.keys()].filter((key) => key.startsWith('manifest '));
  expectSame('manifests', manifests, [...names, ...kept]);
  for (const [key, digest] of now.digests) {
    if (declared.get(key) === digest || key.startsWith('manifest ')) continue;
    if (was?.digests.get(key) !== digest)
      throw new Error(`${key} is neither of the tree nor what was deployed`);
  }
  if (kept.size === 0 && released.length === 0)
    expectSame('objects', [...now.digests.keys()], [...declared.keys()]);

  const adopted = new Set(contract.adopted.map(({ kind, name }) => `manifest ${kind}/${name}`));
  for (const [source, held] of before) {
    if (source === head.source) continue;
    for (const [key, digest] of held.digests) {
      const stays = after.get(source)?.digests.get(key) === digest;
      if (stays || adopted.has(key)) continue;
      if (key.startsWith('manifest ') || adopted.size === 0)
        throw new Error(`${key} of source ${source} went`);
      if (!now.digests.has(key) && !isBelowAdopted(key, digest, held, adopted))
        throw new Error(`${key} of source ${source} went`);
    }
  }
}

/** Whether what went from another source was made of something that was taken over. */
function isBelowAdopted(key: string, digest: string, { side }: Held, adopted: ReadonlySet<string>): boolean {
  if (key.startsWith('exposition ')) return adopted.has(namesOf(side.open('exposition', digest))[0] ?? '');
  const service = key.slice(key.indexOf(' ') + 1, key.indexOf('/'));
  return side.entries.some(
    ({ kind, digest: each }) =>
      kind === 'exposition' &&
      side.open('exposition', each).service.id === service &&
      adopted.has(namesOf(side.open('exposition', each))[0] ?? ''),
  );
}

/** What is deployed already changes nothing, and touches nothing. */
export async function checkPlanOfApplied(plane: HistoryPlane, head: CompiledHead): Promise<void> {
  const { contract } = await plane.plan(head);
  const { changes, blocked, exposure, touched } = contract;
  if (
    changes.length + blocked.length + exposure.length + touched.endpoints.length + touched.groups.length >
    0
  )
    throw new Error(
      `the plan of an applied tree is not empty: ${JSON.stringify({ changes, blocked, touched })}`,
    );
  if (contract.base?.snapshot !== contract.head.snapshot)
    throw new Error('an applied tree would be applied again');
}

function renamedIn(before: SurfaceSide, after: SurfaceSide): Set<string> {
  const now = new Map(
    after.entries.flatMap(({ kind, name, digest }) =>
      kind === 'exposition' ? [[name, namesOf(after.open('exposition', digest))]] : [],
    ),
  );
  return new Set(
    before.entries.flatMap(({ kind, name, digest }) => {
      const names = kind === 'exposition' ? now.get(name) : undefined;
      if (names === undefined) return [];
      return namesOf(before.open('exposition', digest)).filter((each, index) => names[index] !== each);
    }),
  );
}

type Exposition = ReturnType<typeof expositionOf>;
const expositionOf = (side: SurfaceSide, digest: string) => side.open('exposition', digest);

function namesOf(exposition: Exposition): [string, ...string[]] {
  return [
    `manifest Exposition/${expositionNameOf(exposition)}`,
    `manifest ConfigurationPlan/${planNameOf(exposition)}`,
    `manifest Service/${serviceNameOf(exposition.service)}`,
    `manifest GatewayGroup/${exposition.group}`,
  ];
}

function expectSame(what: string, found: readonly string[], expected: readonly string[]): void {
  const [is, should] = [found, expected].map((each) => [...new Set(each)].sort());
  if (JSON.stringify(is) !== JSON.stringify(should))
    throw new Error(`${what}: ${JSON.stringify(is)} where ${JSON.stringify(should)} was expected`);
}
