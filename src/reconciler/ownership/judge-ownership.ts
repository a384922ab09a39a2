import { compareText } from '../../kernel/index.ts';
import {
  type ExpositionObject,
  labelOf,
  type SurfaceSide,
  touchedExpositions,
} from '../../snapshot/index.ts';
import type { Contract } from '../plan/contract.ts';
import { entriesOf } from '../plan/plan-side.ts';
import {
  adoptsOf,
  expositionsIn,
  groupsOf,
  madeOf,
  manifestsOf,
  type OtherSource,
  renamedIn,
  serviceOf,
} from './holdings.ts';

type Item = Contract['kept'][number];

export interface OwnershipInput {
  readonly base: SurfaceSide | undefined;
  readonly head: SurfaceSide;
  /** Undefined where nobody knows them, offline. */
  readonly others: readonly OtherSource[] | undefined;
  /** A rollback brings a revision back as it was: what is protected or kept by now is not asked about. */
  readonly isRollback?: boolean;
}

/** What a head keeps though its tree lacks it, what it takes over from others, and what it must not do. Pure. */
export function judgeOwnership(input: OwnershipInput): Pick<Contract, 'kept' | 'adopted' | 'blocked'> {
  const { base, head, others = [], isRollback = false } = input;
  const kept = keptIn(head);
  const { adopted, clashes } = overlaps(head, others);
  const taken = new Set(adopted.map(({ kind, name }) => `${kind}/${name}`));
  const remaining = others.flatMap(({ source, side }) =>
    expositionsIn(side).flatMap((exposition) =>
      taken.has(madeOf(exposition)[0]) ? [] : [{ source, exposition }],
    ),
  );
  const blocked = [
    ...clashes,
    ...(base === undefined || isRollback ? [] : [...removed(base, head), ...keptOtherwise(base, head, kept)]),
    ...nameClashes(head, kept, remaining),
    ...strandedServices(head, taken, remaining),
    ...(input.others === undefined ? [] : groupsMissing({ base, head, others }, taken, remaining)),
  ];
  return { kept, adopted, blocked: blocked.sort(compareItems) };
}

function keptIn(head: SurfaceSide): Item[] {
  return [...entriesOf(head, 'manifest').values()].flatMap(({ digest }): Item[] => {
    const { kind, name, kept, keepOnDelete } = head.open('manifest', digest);
    if (kept !== true) return [];
    const reason = keepOnDelete === true ? 'keepOnDelete, as deployed' : 'what is kept refers to it';
    return [{ kind, name, reason }];
  });
}

/** What other sources hold, too: taken over where the Project says so, refused elsewhere. */
function overlaps(head: SurfaceSide, others: readonly OtherSource[]): { adopted: Item[]; clashes: Item[] } {
  const own = manifestsOf(head);
  const adopts = adoptsOf(head);
  const adopted: Item[] = [];
  const clashes: Item[] = [];
  for (const { source, side } of others)
    for (const manifest of manifestsOf(side)) {
      if (!own.has(manifest)) continue;
      if (adopts.has(source)) adopted.push(item(manifest, `from source '${source}'`));
      else
        clashes.push(
          item(manifest, `belongs to source '${source}'; spec.adopts of reshapr.yaml would take it over`),
        );
    }
  return { adopted: adopted.sort(compareItems), clashes };
}

/** What is protected as it is deployed, and what should have been kept. */
function removed(base: SurfaceSide, head: SurfaceSide): Item[] {
  const now = new Set([...manifestsOf(head), ...renamedIn(base, head)]);
  return [...entriesOf(base, 'manifest')].flatMap(([manifest, { digest }]): Item[] => {
    if (now.has(manifest)) return [];
    const was = base.open('manifest', digest);
    if (was.protected === true)
      return [item(manifest, 'is protected; apply it with protected: false before it is removed')];
    return was.keepOnDelete === true ? [item(manifest, 'has keepOnDelete, and was not carried over')] : [];
  });
}

/** What is kept has to be what is deployed, to the byte: nothing else may pass for it. */
function keptOtherwise(base: SurfaceSide, head: SurfaceSide, kept: readonly Item[]): Item[] {
  if (kept.length === 0) return [];
  const deployed = entriesOf(base, 'manifest');
  const summaries = entriesOf(head, 'manifest');
  const touched = new Set(touchedExpositions(base, head));
  const keptNames = new Set(kept.map(({ kind, name }) => `${kind}/${name}`));
  const invented = [...keptNames].filter((manifest) => {
    const was = deployed.get(manifest)?.digest;
    const is = summaries.get(manifest)?.digest;
    const contentIn = (digest: string): string => base.open('manifest', digest).content;
    return was === undefined || is === undefined || contentIn(was) !== head.open('manifest', is).content;
  });
  const changed = expositionsIn(head).filter(
    (exposition) => keptNames.has(madeOf(exposition)[0]) && touched.has(exposition.id),
  );
  return [
    ...invented.map((manifest) => item(manifest, 'is marked as kept, and is not what is deployed')),
    ...changed.map((exposition) =>
      item(
        madeOf(exposition)[0],
        'is kept as it is deployed, and the tree changes what it is made of; declare it again, or deploy it without keepOnDelete first',
      ),
    ),
  ];
}

interface Remaining {
  readonly source: string;
  readonly exposition: ExpositionObject;
}

/** Names of endpoints are unique in the organization. What is kept has its name already: who declares another loses. */
function nameClashes(head: SurfaceSide, kept: readonly Item[], remaining: readonly Remaining[]): Item[] {
  const keptNames = new Set(kept.map(({ kind, name }) => `${kind}/${name}`));
  const isKept = (exposition: ExpositionObject): boolean => keptNames.has(madeOf(exposition)[0]);
  const expositions = expositionsIn(head);
  const holders = new Map<string, string>(
    remaining.flatMap(({ source, exposition: { name } }) =>
      name === undefined ? [] : [[name, `source '${source}'`] as const],
    ),
  );
  const inOrder = [...expositions.filter(isKept), ...expositions.filter((each) => !isKept(each))];
  return inOrder.flatMap((exposition): Item[] => {
    const { name } = exposition;
    if (name === undefined) return [];
    const holder = holders.get(name);
    holders.set(name, madeOf(exposition)[0]);
    if (holder === undefined) return [];
    return [item(madeOf(exposition)[0], `the endpoint name '${name}' belongs to ${holder}`)];
  });
}

/** An exposition and its Service are of one source. */
function strandedServices(
  head: SurfaceSide,
  taken: ReadonlySet<string>,
  remaining: readonly Remaining[],
): Item[] {
  const own = manifestsOf(head);
  const without = expositionsIn(head).filter((exposition) => !own.has(serviceOf(exposition)));
  const left = remaining.filter(({ exposition }) => taken.has(serviceOf(exposition)));
  // A Service that was renamed keeps its id, so that two of different names may have the same one.
  const owners = new Map(remaining.map((each) => [each.exposition.service.id, each]));
  const sameIds = expositionsIn(head).flatMap((exposition) => {
    const owner = owners.get(exposition.service.id);
    return owner === undefined || serviceOf(owner.exposition) === serviceOf(exposition)
      ? []
      : [{ exposition, owner }];
  });
  return [
    ...without.map((exposition) =>
      item(madeOf(exposition)[0], `its ${serviceOf(exposition)} belongs to another source now`),
    ),
    ...sameIds.map(({ exposition, owner }) =>
      item(
        madeOf(exposition)[0],
        `its ${serviceOf(exposition)} has the id of ${serviceOf(owner.exposition)} of source '${owner.source}'`,
      ),
    ),
    ...left.map(({ source, exposition }) =>
      item(
        serviceOf(exposition),
        `source '${source}' still has ${labelOf(exposition)} on it: take that over too`,
      ),
    ),
  ];
}

/** Expositions are placed on groups that some source declares, afterwards too. */
function groupsMissing(
  { base, head, others }: OwnershipInput & { readonly others: readonly OtherSource[] },
  taken: ReadonlySet<string>,
  remaining: readonly Remaining[],
): Item[] {
  const elsewhere = new Set(
    others.flatMap(({ side }) => [...groupsOf(side)].filter((group) => !taken.has(`GatewayGroup/${group}`))),
  );
  const own = groupsOf(head);
  const isThere = (group: string): boolean => own.has(group) || elsewhere.has(group);
  const missing = expositionsIn(head).filter(({ group }) => !isThere(group));
  const before = base === undefined ? new Set<string>() : groupsOf(base);
  const inUse = remaining.filter(({ exposition: { group } }) => !isThere(group) && before.has(group));
  return [
    ...missing.map((exposition) =>
      item(madeOf(exposition)[0], `no source declares the gateway group '${exposition.group}'`),
    ),
    ...inUse.map(({ source, exposition }) =>
      item(`GatewayGroup/${exposition.group}`, `is used by ${labelOf(exposition)} of source '${source}'`),
    ),
  ];
}

function item(manifest: string, reason: string): Item {
  const slash = manifest.indexOf('/');
  return { kind: manifest.slice(0, slash), name: manifest.slice(slash + 1), reason };
}

function compareItems(a: Item, b: Item): number {
  return compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.reason, b.reason);
}
