import type { SeededRandom } from '../../simulation/world/random.ts';
import {
  type ExpositionState,
  groupNames,
  labels,
  planNames,
  type ServiceState,
  serviceNames,
  specCount,
  type Tree,
} from './tree.ts';

/** Everything that happens in a history. */
export const edits = [
  'create',
  'delete',
  'rename',
  'move',
  'relabel group',
  'relabel gateway',
  'swap plan',
  'change spec',
  'protect or keep',
  'adopt',
  'rollback',
  'destroy',
] as const;

export type Edit = (typeof edits)[number];

/** A tree after an edit; undefined where it has nothing to do here. */
export function edited(tree: Tree, other: Tree, edit: Edit, random: SeededRandom): Tree | undefined {
  switch (edit) {
    case 'create':
      return created(tree, random);
    case 'delete':
      return deleted(tree, random);
    case 'rename':
      return renamed(tree, random);
    case 'move':
      return changed(tree, random, () => ({ group: random.pick(groupNames) }));
    case 'swap plan':
      return changed(tree, random, ({ service }) => ({
        plan: random.pick(Object.keys(tree.services[service]?.plans ?? { all: undefined })),
      }));
    case 'relabel group': {
      const name = pickOf(Object.keys(tree.groups), random);
      return name === undefined
        ? undefined
        : { ...tree, groups: { ...tree.groups, [name]: random.pick(labels) } };
    }
    case 'change spec': {
      const name = pickOf(Object.keys(tree.services), random);
      return name === undefined
        ? undefined
        : withService(tree, name, { spec: random.between(0, specCount - 1) });
    }
    case 'protect or keep':
      return changed(tree, random, () => ({
        keepOnDelete: random.between(0, 1) === 0 ? true : undefined,
        protected: random.between(0, 2) === 0 ? true : undefined,
      }));
    case 'adopt':
      return adopting(tree, other, random);
    default:
      return undefined;
  }
}

/** Begins to take over from the other source, mostly something that it has, or ends it. */
function adopting(tree: Tree, other: Tree, random: SeededRandom): Tree {
  const name = pickOf(Object.keys(other.services), random);
  const service = name === undefined ? undefined : other.services[name];
  if (random.chance(0.25) || name === undefined || service === undefined)
    return { ...created(tree, random), adopts: !tree.adopts };
  const theirs = other.expositions.filter((each) => each.service === name);
  const own = tree.expositions.filter((each) => each.service !== name);
  return {
    ...withService({ ...tree, adopts: true }, name, service),
    expositions: unique([...own, ...(random.chance(0.8) ? theirs : theirs.slice(1))]),
  };
}

/** A new endpoint, with all that it needs, or a group. */
function created(tree: Tree, random: SeededRandom): Tree {
  if (random.between(0, 5) === 0)
    return { ...tree, groups: { ...tree.groups, [random.pick(groupNames)]: random.pick(labels) } };
  const service = random.pick(random.chance(0.9) ? ownServices(tree) : serviceNames);
  const plan = random.pick(planNames);
  const group = random.chance(0.8)
    ? (pickOf(Object.keys(tree.groups), random) ?? 'east')
    : random.pick(groupNames);
  const placed = withPlan(tree, service, plan, random);
  const keepOnDelete = random.chance(0.3) ? true : undefined;
  const isProtected = random.chance(0.1) ? true : undefined;
  const name = random.between(0, 1) === 0 ? `${service.toLowerCase()}-${plan}` : undefined;
  return {
    ...placed,
    expositions: unique([
      ...placed.expositions,
      { service, plan, group, name, keepOnDelete, protected: isProtected },
    ]),
  };
}

/** Mostly sources have other services; one is everybody's. */
function ownServices({ source }: Tree): readonly string[] {
  return source === 'a' ? ['Orders', 'Orders', 'Stock'] : ['Users', 'Users', 'Users', 'Users', 'Stock'];
}

function deleted(tree: Tree, random: SeededRandom): Tree | undefined {
  const what = random.between(0, 2);
  if (what === 0) {
    const group = pickOf(Object.keys(tree.groups), random);
    if (group === undefined) return undefined;
    const { [group]: _, ...groups } = tree.groups;
    return { ...tree, groups };
  }
  if (what === 1) {
    const service = pickOf(Object.keys(tree.services), random);
    if (service === undefined) return undefined;
    const { [service]: _, ...services } = tree.services;
    return { ...tree, services, expositions: tree.expositions.filter((each) => each.service !== service) };
  }
  const gone = pickOf(tree.expositions, random);
  return gone === undefined
    ? undefined
    : { ...tree, expositions: tree.expositions.filter((each) => each !== gone) };
}

/** Another name for an endpoint, or for a plan: one that keeps its id, or one that does not. */
function renamed(tree: Tree, random: SeededRandom): Tree | undefined {
  if (random.between(0, 1) === 0)
    return changed(tree, random, ({ service }) => ({
      name: `${service.toLowerCase()}-${random.between(0, 2)}`,
    }));
  const service = pickOf(Object.keys(tree.services), random);
  const plans = service === undefined ? {} : (tree.services[service]?.plans ?? {});
  const from = pickOf(Object.keys(plans), random);
  const to = random.pick(planNames);
  if (service === undefined || from === undefined || to in plans) return undefined;
  const { [from]: before, ...others } = plans;
  const keepsId = random.between(0, 1) === 0;
  const first = keepsId ? (before ?? from) : undefined;
  if (first !== undefined && first in others) return undefined;
  const now = { ...others, [to]: first === to ? undefined : first };
  const expositions = tree.expositions.map((each) =>
    each.service === service && each.plan === from ? { ...each, plan: to } : each,
  );
  return { ...withService(tree, service, { plans: now }), expositions: unique(expositions) };
}

function changed(
  tree: Tree,
  random: SeededRandom,
  change: (exposition: ExpositionState) => Partial<ExpositionState>,
): Tree | undefined {
  const one = pickOf(tree.expositions, random);
  if (one === undefined) return undefined;
  const others = tree.expositions.filter((each) => each !== one);
  return { ...tree, expositions: unique([...others, { ...one, ...change(one) }]) };
}

function withPlan(tree: Tree, service: string, plan: string, random: SeededRandom): Tree {
  const known = tree.services[service];
  const plans = known?.plans ?? {};
  if (plan in plans || Object.values(plans).includes(plan)) return tree;
  return withService(tree, service, {
    spec: known?.spec ?? random.between(0, specCount - 1),
    plans: { ...plans, [plan]: undefined },
  });
}

function withService(tree: Tree, name: string, change: Partial<ServiceState>): Tree {
  const before = tree.services[name] ?? { spec: 0, plans: {} };
  return { ...tree, services: { ...tree.services, [name]: { ...before, ...change } } };
}

/** Each place once, each readable name once, and nothing on a plan that is not there. */
function unique(expositions: readonly ExpositionState[]): ExpositionState[] {
  const places = new Set<string>();
  const names = new Set<string>();
  return expositions.flatMap((each) => {
    const place = `${each.service}/${each.plan}@${each.group}`;
    if (places.has(place)) return [];
    places.add(place);
    if (each.name === undefined) return [each];
    if (names.has(each.name)) return [{ ...each, name: undefined }];
    names.add(each.name);
    return [each];
  });
}

function pickOf<T>(items: readonly T[], random: SeededRandom): T | undefined {
  return items.length === 0 ? undefined : random.pick(items);
}
