import { observe } from '../../../src/reconciler/index.ts';
import { type SeededRandom, seededRandom } from '../../simulation/world/random.ts';
import { type Expected, emptyModel, expectApply, expectRollback, type Model } from '../model/installation.ts';
import { type Guard, guards, type Refusal } from '../model/judge.ts';
import type { Mistakes } from '../planted/mistakes.ts';
import { checkDeployed, checkPlanned, expectRefused } from './against-model.ts';
import { checkApplied, checkPlanOfApplied, holdingsOf } from './checks.ts';
import { type Edit, edited, edits } from './edits.ts';
import { type HistoryPlane, headOf, historyPlane, type Planned, stateOf } from './plane.ts';
import { labels, type Tree } from './tree.ts';

/** What became of a history; `violation` says which property did not hold. */
export interface HistoryOutcome {
  readonly seed: number;
  readonly story: readonly string[];
  readonly violation: string | undefined;
  /** What happened how often. */
  readonly counts: Readonly<Record<string, number>>;
}

interface World {
  readonly plane: HistoryPlane;
  readonly observe: typeof observe;
  readonly trees: Record<string, Tree>;
  readonly gateways: Record<string, string>;
  readonly random: SeededRandom;
  readonly story: string[];
  readonly counts: Record<string, number>;
  /** Revision → what every gateway label saw of it, and the heads of that time. */
  readonly seen: Map<number, Seen>;
  model: Model;
}

interface Seen {
  readonly heads: string;
  readonly views: Readonly<Record<string, string>>;
}

const sources = ['a', 'b'];

/** Runs one random history of edits, and checks every step of it. It follows from its seed alone. */
export async function runHistory(seed: number, mistakes: Mistakes = {}): Promise<HistoryOutcome> {
  const world: World = {
    plane: await historyPlane(mistakes),
    observe: mistakes.observe ?? observe,
    trees: Object.fromEntries(sources.map((source) => [source, emptyTree(source)])),
    gateways: { g1: 'dev', g2: 'prod', g3: 'test' },
    random: seededRandom(seed),
    story: [],
    counts: {},
    seen: new Map(),
    model: emptyModel,
  };
  try {
    await begin(world);
    for (let step = world.random.between(3, 6); step > 0; step--) await takeStep(world);
    return { seed, story: world.story, violation: undefined, counts: world.counts };
  } catch (error) {
    const violation = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, story: world.story, violation, counts: world.counts };
  }
}

function emptyTree(source: string): Tree {
  return { source, adopts: false, groups: {}, services: {}, expositions: [] };
}

/** Both sources have something, and one has a group that the other may use. */
async function begin(world: World): Promise<void> {
  const { random, trees } = world;
  const groups = {
    a: { east: random.pick(labels), west: random.pick(labels) },
    b: { lab: random.pick(labels) },
  };
  for (const source of ['a', 'b'] as const) {
    let tree: Tree = { ...emptyTree(source), groups: groups[source] };
    for (let count = 0; count < 2; count++) tree = edited(tree, tree, 'create', random) ?? tree;
    if ((await headOf(tree)) === undefined) continue;
    await apply(world, tree);
    trees[source] = tree;
  }
}

async function takeStep(world: World): Promise<void> {
  const { random, trees, story } = world;
  const source = random.pick(sources);
  const tree = trees[source] ?? emptyTree(source);
  // Most of what there is has to be made first.
  const edit: Edit =
    tree.expositions.length === 0 && random.chance(0.5)
      ? 'create'
      : random.pick([...edits, 'rollback', 'rollback']);
  if (edit === 'relabel gateway') return relabel(world);
  if (edit === 'rollback') return rollBack(world, source);
  const next =
    edit === 'destroy'
      ? emptyTree(source)
      : edited(tree, trees[source === 'a' ? 'b' : 'a'] ?? tree, edit, random);
  if (next === undefined) return;
  story.push(`${source}: ${edit} → ${shown(next)}`);
  count(world, edit);
  if (source === 'b') count(world, 'second source');
  await apply(world, next);
}

/** A plan that was never renamed is there, too. */
function shown(tree: Tree): string {
  return JSON.stringify(tree, (_, value: unknown) => value ?? null);
}

function count({ counts }: World, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

function guardsOf(refusals: ReadonlySet<Refusal>): Guard[] {
  return guards.filter((guard) => [...refusals].some((refusal) => refusal.startsWith(`${guard}: `)));
}

/** A gateway is in the groups that its labels say, and nothing of what is deployed changes. */
async function relabel(world: World): Promise<void> {
  const { gateways, random, plane, story } = world;
  const id = random.pick(Object.keys(gateways));
  gateways[id] = random.pick(labels);
  count(world, 'relabel gateway');
  story.push(`gateway ${id} has env=${gateways[id]}`);
  const { groups, entries, open } = await plane.view({ env: gateways[id] });
  for (const { kind, digest } of entries) {
    if (kind !== 'exposition') continue;
    const { group } = open('exposition', digest);
    if (!groups.includes(group)) throw new Error(`a gateway got an endpoint of ${group}, which it is not in`);
  }
}

async function apply(world: World, tree: Tree): Promise<void> {
  const { plane, trees, story } = world;
  const head = await headOf(tree);
  if (head === undefined) return count(world, '(does not compile)');
  const planned = await plane.plan(head);
  const expected = expectApply(world.model, tree);
  checkPlanned(planned, expected);
  const before = await holdingsOf(plane);
  if (expected.refusals.size > 0) {
    count(world, '(blocked)');
    for (const guard of guardsOf(expected.refusals)) count(world, `(blocked) ${guard}`);
    story.push(`  blocked: ${[...expected.refusals].join('; ')}`);
    return expectRefused(plane, 'RSH8042', '', () => plane.apply(planned));
  }
  const confirmed = await confirmedLoss(world, planned, expected.loss);
  if (planned.contract.kept.length > 0) count(world, '(keeps)');
  if (planned.contract.adopted.length > 0) count(world, '(adopts)');
  if (planned.contract.changes.length > 0) count(world, '(changes)');
  const observed = await viewsOf(world);
  const gateways = Object.entries(world.gateways).map(([id, env]) => ({
    ...{ id, labels: { env }, groups: observed[id]?.groups ?? [], state: 'active' },
  }));
  const { basis, resolved } = planned;
  const predicted = world.observe(basis.base?.side, resolved.side, gateways, basis.others);
  await plane.apply(planned, confirmed);
  world.model = expected.after;
  trees[tree.source] = tree;
  const now = await viewsOf(world);
  for (const { id, touched } of predicted) {
    const isTouched = observed[id]?.digest !== now[id]?.digest;
    if (touched !== isTouched)
      throw new Error(`gateway ${id}: ${touched} was predicted, ${isTouched} came about`);
  }
  await checkApplied(plane, planned, before);
  await checkPlanOfApplied(plane, head);
  await checkDeployed(plane, world.model);
  await remember(world);
}

/** A change that takes away much is refused until its size is given: it, and no other. */
async function confirmedLoss(
  world: World,
  planned: Planned,
  loss: Expected['loss'],
): Promise<number | undefined> {
  if (loss?.guard === undefined) return undefined;
  const { guard, count: size } = loss;
  count(world, `(asks) ${guard}`);
  const flag = `--confirm-removals ${size}`;
  for (const wrong of [undefined, size + 1, size - 1])
    await expectRefused(world.plane, 'RSH8028', flag, () => world.plane.apply(planned, wrong));
  return size;
}

async function rollBack(world: World, source: string): Promise<void> {
  const { plane, random, seen, story } = world;
  const own = stateOf(plane).revisions.filter((revision) => revision.source === source);
  if (own.length < 2) return;
  const target = random.pick(own.slice(0, -1));
  count(world, 'rollback');
  story.push(`${source}: rollback to ${target.sequence}`);
  const expected = expectRollback(world.model, source, target.sequence);
  if (expected === undefined) throw new Error('the model knows no such revision');
  if (expected.refusals.size > 0) {
    count(world, '(rollback refused)');
    for (const guard of guardsOf(expected.refusals)) count(world, `(rollback refused) ${guard}`);
    story.push(`  refused: ${[...expected.refusals].join('; ')}`);
    return expectRefused(plane, 'RSH8042', '', () => plane.rollBack(source, target.sequence));
  }
  await plane.rollBack(source, target.sequence);
  world.model = expected.after;
  await checkDeployed(plane, world.model);
  const head = stateOf(plane).heads.get(source);
  if (head?.snapshot !== target.snapshot) throw new Error('a rollback restored another snapshot');
  const was = seen.get(target.sequence);
  if (was !== undefined && was.heads === headsOf(world, source)) {
    count(world, '(rollback compared)');
    const views = await viewsByLabel(world);
    if (JSON.stringify(views) !== JSON.stringify(was.views))
      throw new Error(`a rollback to ${target.sequence} restored other views`);
  }
  await remember(world);
}

async function remember(world: World): Promise<void> {
  const last = stateOf(world.plane).revisions.at(-1);
  if (last === undefined) return;
  world.seen.set(last.sequence, { heads: headsOf(world, last.source), views: await viewsByLabel(world) });
}

/** The heads of all other sources: views are only the same again beside the same. */
function headsOf({ plane }: World, source: string): string {
  const others = [...stateOf(plane).heads].filter(([other]) => other !== source);
  return JSON.stringify(others.map(([other, { sequence }]) => [other, sequence]));
}

async function viewsByLabel({ plane }: World): Promise<Record<string, string>> {
  const views: Record<string, string> = {};
  for (const env of labels) views[env] = (await plane.view({ env })).digest;
  return views;
}

async function viewsOf({
  plane,
  gateways,
}: World): Promise<Record<string, { digest: string; groups: readonly string[] }>> {
  const views: Record<string, { digest: string; groups: readonly string[] }> = {};
  for (const [id, env] of Object.entries(gateways)) views[id] = await plane.view({ env });
  return views;
}
