import { Problem } from '../../../src/kernel/index.ts';
import { namesIn } from '../model/holding.ts';
import { type Expected, heldBy, type Model, servedTo, shownServed } from '../model/installation.ts';
import { type Guard, guards } from '../model/judge.ts';
import { type Holdings, holdingsOf } from './checks.ts';
import { type HistoryPlane, type Planned, stateOf } from './plane.ts';
import { labels } from './tree.ts';

/** How a plan puts what the model calls by one word. */
const reasons: Readonly<Record<Guard, RegExp>> = {
  'of another source': /^belongs to source '/,
  protected: /^is protected;/,
  'kept, and changed': /^is kept as it is deployed, and the tree changes/,
  'name taken': /^the endpoint name '/,
  'without its service': /^its Service\/\S+ belongs to another source now$/,
  'left on what is taken': /^source '\w+' still has /,
  'no such group': /^no source declares the gateway group '/,
  'group in use': /^is used by /,
};

/** A plan is blocked for exactly the reasons that the model finds, and keeps, adopts and releases what it does. */
export function checkPlanned({ contract, resolved }: Planned, expected: Expected): void {
  const nameOf = ({ kind, name }: { kind: string; name: string }): string => `${kind}/${name}`;
  const blocked = contract.blocked.map((item) => {
    const guard = guards.find((each) => reasons[each].test(item.reason)) ?? item.reason;
    return `${guard}: ${nameOf(item)}`;
  });
  expectSame('blocked', blocked, expected.refusals);
  expectSame('released', resolved.released.map(nameOf), expected.released);
  expectSame('kept', contract.kept.map(nameOf), expected.kept);
  expectSame('adopted', contract.adopted.map(nameOf), expected.adopted);
}

/** What is deployed is what the model says, source by source, and for gateways of each label. */
export async function checkDeployed(plane: HistoryPlane, model: Model): Promise<Holdings> {
  const holdings = await holdingsOf(plane);
  expectSame('sources', holdings.keys(), model.heads.keys());
  for (const [source, { digests, side }] of holdings) {
    const names = [...digests.keys()].flatMap((key) => /^manifest (?!Project\/)(.*)$/.exec(key)?.[1] ?? []);
    const held = heldBy(model, source);
    expectSame(`what ${source} holds`, names, held === undefined ? [] : namesIn(held));
    const since = stateOf(plane).since.get(source);
    const head = model.heads.get(source);
    const expositions = side.entries.flatMap(({ kind, digest }) =>
      kind === 'exposition' ? [side.open('exposition', digest)] : [],
    );
    const ids = new Set([...(held?.expositions.values() ?? [])].map(({ id }) => id));
    expectSame(
      `since when ${source} has endpoints`,
      expositions.map(({ id }) => `${since?.get(id)}`).sort(),
      [...(head?.since ?? [])].flatMap(([id, sequence]) => (ids.has(id) ? [`${sequence}`] : [])),
    );
  }
  for (const env of labels)
    expectSame(`what env=${env} is served`, await served(plane, env), servedTo(model, env));
  return holdings;
}

async function served(plane: HistoryPlane, env: string): Promise<string[]> {
  const { entries, open } = await plane.view({ env });
  const tools = new Map(
    entries.flatMap(({ kind, name, digest }) => (kind === 'tool' ? [[name, digest]] : [])),
  );
  return entries.flatMap(({ kind, digest }) => {
    if (kind !== 'exposition') return [];
    const { service, plan, group, name, tools: offered } = open('exposition', digest);
    const texts = offered.map((each) => {
      const { operation, description } = open('tool', tools.get(each) ?? '');
      return [operation.replace('GET ', ''), description ?? ''] as const;
    });
    return [
      shownServed({ service: service.name, plan: plan.name, group, name, tools: Object.fromEntries(texts) }),
    ];
  });
}

/** That something is refused with this code, and that nothing is recorded. */
export async function expectRefused(
  plane: HistoryPlane,
  code: string,
  says: string,
  attempt: () => Promise<unknown>,
): Promise<void> {
  const { length } = stateOf(plane).revisions;
  const refusal = await attempt().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (stateOf(plane).revisions.length !== length) throw new Error(`what ${code} refuses was applied`);
  const isExpected = refusal instanceof Problem && refusal.code === code && refusal.hint?.includes(says);
  if (!isExpected) throw new Error(`${code} with ${says} was expected`, { cause: refusal });
}

function expectSame(what: string, found: Iterable<string>, expected: Iterable<string>): void {
  const [is, should] = [found, expected].map((each) => [...new Set(each)].sort());
  if (JSON.stringify(is) !== JSON.stringify(should))
    throw new Error(`${what}: ${JSON.stringify(is)} where ${JSON.stringify(should)} was expected`);
}
