import { compareText } from '../../kernel/index.ts';
import {
  type ExpositionObject,
  expositionsOf,
  hintsOf,
  labelOf,
  type SurfaceSide,
  type ToolObject,
  toolNameOf,
} from '../../snapshot/index.ts';
import type { Exposure } from './contract.ts';
import { accessesOf, weakened } from './weakened.ts';

type Access = Exposure['access'];

/** One tool, as it is reached through one endpoint. */
interface Reach {
  readonly exposition: ExpositionObject;
  readonly tool: ToolObject;
}

/**
 * What can be reached that could not be: operations, whoever offered them before; endpoints that ask for less; tools
 * that may destroy something. Only what is offered by touched endpoints is looked at.
 */
export function exposureOf(
  before: SurfaceSide,
  after: SurfaceSide,
  touched: ReadonlySet<string>,
): Exposure[] {
  const old = expositionsOf(before);
  const now = [...expositionsOf(after).values()].filter(({ id }) => touched.has(id));
  const reached = now.flatMap((exposition) => reachOf(exposition, after));
  const earlier = earlierReach(new Set(now.map(({ service }) => service.id)), old, before);
  const accessBefore = accessesOf(before);
  const accessAfter = accessesOf(after);
  return [
    ...now.flatMap((is) => {
      const was = old.get(is.id);
      return was === undefined ? [] : weakened({ was, is, accessBefore, accessAfter });
    }),
    ...operations(reached, earlier),
    ...destructive(reached, old),
  ];
}

/** Operations that no endpoint offered, or none without a key. */
function operations(
  reached: readonly Reach[],
  earlier: ReadonlyMap<string, ReadonlySet<Access>>,
): Exposure[] {
  const found = new Map<string, Reach[]>();
  for (const reach of reached) {
    const before = earlier.get(operationKey(reach));
    const { type } = reach.exposition.access;
    if (before !== undefined && (type !== 'open' || before.has('open'))) continue;
    const key = `${before === undefined} ${operationKey(reach)}`;
    found.set(key, [...(found.get(key) ?? []), reach]);
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, reaches]) => {
      const isNew = key.startsWith('true');
      const facts = factsOf(reaches);
      const how = { open: 'without a key', apiKey: 'with a key', oauth2: 'with a token' }[facts.access];
      const harm = facts.destructive ? ', and may destroy something' : '';
      const text = `${facts.service} ${facts.operation} can be called ${how} now, as ${facts.tools.join(', ')}${harm}`;
      return { kind: isNew ? 'operation-reachable' : 'operation-reachable-without-key', ...facts, text };
    });
}

/** Tools that may destroy something, on endpoints that were there and did not have them. */
function destructive(reached: readonly Reach[], old: ReadonlyMap<string, ExpositionObject>): Exposure[] {
  const found = new Map<string, Reach[]>();
  for (const reach of reached) {
    const { exposition, tool } = reach;
    const had = old.get(exposition.id)?.tools.some((name) => toolNameOf(name) === tool.name) === true;
    if (had || !hintsOf(tool).destructive) continue;
    const key = `${exposition.service.id} ${tool.name}`;
    found.set(key, [...(found.get(key) ?? []), reach]);
  }
  return [...found.values()].map((reaches) => {
    const facts = factsOf(reaches);
    const text = `${facts.tools.join(', ')} may destroy something (${facts.operation})`;
    return { kind: 'destructive-tool-added', ...facts, text };
  });
}

interface Facts {
  readonly endpoints: string[];
  readonly service: string;
  readonly operation: string;
  readonly tools: string[];
  readonly access: Access;
  readonly destructive: boolean;
}

function factsOf(reaches: readonly Reach[]): Facts {
  const { exposition, tool } = reaches[0] as Reach;
  return {
    endpoints: sorted(reaches.map((reach) => labelOf(reach.exposition))),
    service: `${exposition.service.name}:${exposition.service.version}`,
    operation: tool.operation,
    tools: sorted(reaches.map((reach) => reach.tool.name)),
    access: weakestOf(reaches),
    destructive: reaches.some((reach) => hintsOf(reach.tool).destructive),
  };
}

/** The access that asks a caller for least. */
function weakestOf(reaches: readonly Reach[]): Access {
  const types = reaches.map(({ exposition }) => exposition.access.type);
  return (['open', 'apiKey', 'oauth2'] as const).find((type) => types.includes(type)) ?? 'open';
}

/** By which access each operation of some services was reached. */
function earlierReach(
  services: ReadonlySet<string>,
  old: ReadonlyMap<string, ExpositionObject>,
  before: SurfaceSide,
): Map<string, Set<Access>> {
  const reached = new Map<string, Set<Access>>();
  for (const exposition of old.values()) {
    if (!services.has(exposition.service.id)) continue;
    for (const reach of reachOf(exposition, before)) {
      const known = reached.get(operationKey(reach)) ?? new Set();
      reached.set(operationKey(reach), known.add(exposition.access.type));
    }
  }
  return reached;
}

function reachOf(exposition: ExpositionObject, side: SurfaceSide): Reach[] {
  const tools = toolsOf(side);
  return exposition.tools.flatMap((name) => {
    const digest = tools.get(name);
    return digest === undefined ? [] : [{ exposition, tool: side.open('tool', digest) }];
  });
}

const indexes = new WeakMap<SurfaceSide, Map<string, string>>();

/** Digests of the tools of a side by their names, found once. */
function toolsOf(side: SurfaceSide): Map<string, string> {
  let index = indexes.get(side);
  if (index === undefined) {
    index = new Map(
      side.entries.flatMap(({ kind, name, digest }) => (kind === 'tool' ? [[name, digest]] : [])),
    );
    indexes.set(side, index);
  }
  return index;
}

function operationKey({ exposition, tool }: Reach): string {
  return `${exposition.service.id} ${tool.operation}`;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}
