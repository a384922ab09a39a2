import { compareText } from '../../kernel/index.ts';
import { changeOf, type DiffMemo, type SurfaceChange } from './change.ts';
import type { Direction } from './schemas/comparison.ts';
import { diffSchemas, sharedNames } from './schemas/diff-tool-schemas.ts';
import type { Surface } from './surface.ts';

/**
 * What differs in the schemas that tools share: each change once, with every tool that leads to it. A schema that
 * arguments and answers share is compared in both directions.
 */
export function diffSharedSchemas(before: Surface, after: Surface, memo: DiffMemo): SurfaceChange[] {
  const changed = changedNames(before, after);
  if (changed.size === 0) return [];
  return (['input', 'output'] as const).flatMap((direction) =>
    [...usersOf(changed, before, after, direction)].flatMap(([schema, names]) =>
      diffShared(schema, before, after, direction, memo).map((change) => ({ ...change, names })),
    ),
  );
}

/** Shared schemas that are there before and after, with another content. */
function changedNames({ schemas: old }: Surface, { schemas: now }: Surface): Set<string> {
  return new Set(
    [...now.names].filter((name) => old.names.has(name) && old.digestOf(name) !== now.digestOf(name)),
  );
}

function diffShared(
  schema: string,
  before: Surface,
  after: Surface,
  direction: Direction,
  memo: DiffMemo,
): readonly SurfaceChange[] {
  const service = after.exposition.service.id;
  const key = `${direction} ${before.exposition.service.id} ${service}/${schema}`;
  let changes = memo.get(key);
  if (changes === undefined) {
    const found: SurfaceChange[] = [];
    const subject = {
      about: 'tool',
      name: schema,
      object: { kind: 'schema', name: `${service}/${schema}` },
    } as const;
    const pair = {
      before: before.schemas.open(schema)?.schema ?? {},
      after: after.schemas.open(schema)?.schema ?? {},
      oldShared: before.schemas,
      newShared: after.schemas,
    };
    diffSchemas(direction, pair, schema, (kind, detail = {}) => found.push(changeOf(kind, detail, subject)));
    memo.set(key, found);
    changes = found;
  }
  return changes;
}

/** The tools that lead to each of some shared schemas, before and after; sorted. */
function usersOf(
  changed: ReadonlySet<string>,
  before: Surface,
  after: Surface,
  direction: Direction,
): Map<string, string[]> {
  const users = new Map<string, string[]>();
  const field = direction === 'input' ? 'inputSchema' : 'outputSchema';
  for (const [tool, { object: is }] of after.tools) {
    const was = before.tools.get(tool)?.object;
    if (was === undefined || is.uses.length === 0 || was.uses.length === 0) continue;
    const old = sharedNames(was[field], before.schemas);
    for (const name of sharedNames(is[field], after.schemas)) {
      if (!changed.has(name) || !old.has(name)) continue;
      const tools = users.get(name);
      if (tools === undefined) users.set(name, [tool]);
      else tools.push(tool);
    }
  }
  for (const tools of users.values()) tools.sort(compareText);
  return users;
}
