import { groupName, type Held, type Holding, namesIn, renamed, serviceName } from './holding.ts';
import type { Keeping } from './keep.ts';

/** Why a change is refused, and what about it. */
export type Refusal = `${Guard}: ${string}`;

/** The guards of docs/guides/several-sources.md. */
export const guards = [
  'of another source',
  'protected',
  'kept, and changed',
  'name taken',
  'without its service',
  'left on what is taken',
  'no such group',
  'group in use',
] as const;

export type Guard = (typeof guards)[number];

export interface Situation {
  /** What the source holds now. */
  readonly before: Holding | undefined;
  readonly after: Keeping;
  /** What the other sources hold. */
  readonly others: readonly Holding[];
}

/** What a change takes over: what it has too of a source that it names in `adopts`. */
export function takenBy(after: Holding, others: readonly Holding[]): Set<string> {
  const own = namesIn(after);
  return new Set(
    others
      .filter(({ source }) => after.adopts.has(source))
      .flatMap((other) => [...namesIn(other)].filter((name) => own.has(name))),
  );
}

/** Every guard that a change comes upon. */
export function refusalsOf({ before, after, others }: Situation): Set<Refusal> {
  return new Set([
    ...(before === undefined ? [] : ofTheDeployed(before, after)),
    ...besideOthers(before, after.holding, others),
  ]);
}

/** What is protected stays, and what is kept stays as it is. */
function ofTheDeployed(before: Holding, { holding, kept }: Keeping): Refusal[] {
  const there = new Set([...namesIn(holding), ...renamed(before, holding)]);
  const removed = [...before.expositions].flatMap(([name, { protected: isProtected }]): Refusal[] =>
    isProtected === true && !there.has(name) ? [`protected: ${name}`] : [],
  );
  const changed = [...holding.expositions].flatMap(([name, held]): Refusal[] => {
    if (!kept.has(name)) return [];
    const declared = [...holding.expositions].filter(
      ([other, { service }]) => !kept.has(other) && service === held.service,
    );
    return declared.some(([, other]) => disagree(held, other)) ? [`kept, and changed: ${name}`] : [];
  });
  return [...removed, ...changed];
}

/** Tools are named within their service: two endpoints cannot have one that says two things. */
function disagree({ tools }: Held, other: Held): boolean {
  return Object.entries(tools).some(
    ([tool, text]) => other.tools[tool] !== undefined && other.tools[tool] !== text,
  );
}

export function besideOthers(
  before: Holding | undefined,
  after: Holding,
  others: readonly Holding[],
): Refusal[] {
  const own = namesIn(after);
  const taken = takenBy(after, others);
  const refusals: Refusal[] = [];
  for (const other of others)
    for (const name of namesIn(other))
      if (own.has(name) && !taken.has(name)) refusals.push(`of another source: ${name}`);

  const rest = others.flatMap(({ expositions }) => [...expositions].filter(([name]) => !taken.has(name)));
  const endpointNames = new Set(rest.flatMap(([, { name }]) => name ?? []));
  const remaining = new Set(
    others.flatMap((other) => [...namesIn(other)].filter((name) => !taken.has(name))),
  );
  const hasGroup = (name: string): boolean => own.has(name) || remaining.has(name);
  for (const [manifest, { name, service, group }] of after.expositions) {
    if (name !== undefined && endpointNames.has(name)) refusals.push(`name taken: ${manifest}`);
    if (name !== undefined) endpointNames.add(name);
    if (!own.has(serviceName(service))) refusals.push(`without its service: ${manifest}`);
    if (!hasGroup(groupName(group))) refusals.push(`no such group: ${manifest}`);
  }
  for (const [, { service, group }] of rest) {
    if (taken.has(serviceName(service))) refusals.push(`left on what is taken: ${serviceName(service)}`);
    const needed = groupName(group);
    if (!hasGroup(needed) && before?.others.has(needed) === true) refusals.push(`group in use: ${needed}`);
  }
  return refusals;
}
