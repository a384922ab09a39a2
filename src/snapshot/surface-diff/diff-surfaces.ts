import {
  changeOf,
  compareChanges,
  type DiffMemo,
  type Note,
  type ObjectName,
  type Subject,
  type SurfaceChange,
} from './change.ts';
import { diffAccess, diffToolScopes } from './diff-access.ts';
import { diffExposition } from './diff-exposition.ts';
import { diffFilter } from './diff-filter.ts';
import { diffPrompt } from './diff-prompt.ts';
import { diffResource } from './diff-resource.ts';
import { diffSharedSchemas } from './diff-shared-schemas.ts';
import { diffTool } from './diff-tool.ts';
import { pairResources } from './pair-resources.ts';
import type { Offered, Pair, Surface } from './surface.ts';

/**
 * What changes for a client that was built against one surface and meets another, worst first. Where the endpoint
 * answers is no part of it.
 */
export function diffSurfaces(before: Surface, after: Surface, memo: DiffMemo = new Map()): SurfaceChange[] {
  const changes = [
    ...diffEndpoint(before, after),
    ...diffTools(before, after, memo),
    ...diffScopes(before, after),
    ...diffFilters(before, after),
    ...diffPrompts(before, after, memo),
    ...diffResources(before, after, memo),
    ...diffSharedSchemas(before, after, memo),
  ];
  return changes.sort(compareChanges);
}

function diffEndpoint(before: Surface, after: Surface): SurfaceChange[] {
  const { id, name } = after.exposition;
  const subject = { about: 'endpoint', name: name ?? id, object: { kind: 'exposition', name: id } } as const;
  return noted(subject, (note) => {
    diffAccess(before, after, note);
    diffExposition(before, after, note);
  });
}

function diffTools(before: Surface, after: Surface, memo: DiffMemo): SurfaceChange[] {
  return pairsOf(before.tools, after.tools).flatMap(([name, was, is]): readonly SurfaceChange[] => {
    if (is === undefined) return one('tool-removed', 'tool', name, was);
    if (was === undefined) return one('tool-added', 'tool', name, is);
    return remembered('tool', name, was, is, memo, (note) =>
      diffTool(was.object, is.object, before.schemas, after.schemas, note),
    );
  });
}

/** Of tools that are there before and after. */
function diffScopes(before: Surface, after: Surface): SurfaceChange[] {
  const { access } = after.exposition;
  if (access.type !== 'oauth2') return [];
  const object = { kind: 'access', name: access.object };
  return [...after.tools.keys()].flatMap((name) =>
    before.tools.has(name)
      ? noted({ about: 'tool', name, object }, (note) => diffToolScopes(name, before, after, note))
      : [],
  );
}

/** Of tools that are there before and after. */
function diffFilters(before: Surface, after: Surface): SurfaceChange[] {
  return pairsOf(before.filters, after.filters).flatMap(([name, was, is]) => {
    if (was?.digest === is?.digest || !before.tools.has(name) || !after.tools.has(name)) return [];
    const object = { kind: 'filter', name: (is ?? was)?.name ?? name };
    return noted({ about: 'tool', name, object }, (note) => diffFilter(was?.object, is?.object, note));
  });
}

function diffPrompts(before: Surface, after: Surface, memo: DiffMemo): SurfaceChange[] {
  return pairsOf(before.prompts, after.prompts).flatMap(([name, was, is]): readonly SurfaceChange[] => {
    if (is === undefined) return one('prompt-removed', 'prompt', name, was);
    if (was === undefined) return one('prompt-added', 'prompt', name, is);
    return remembered('prompt', name, was, is, memo, (note) => diffPrompt(was.object, is.object, note));
  });
}

function diffResources(before: Surface, after: Surface, memo: DiffMemo): SurfaceChange[] {
  return pairResources(before.resources, after.resources).flatMap(
    ([uri, was, is]): readonly SurfaceChange[] => {
      const kind = (is ?? was)?.object.template === true ? 'resource-template' : 'resource';
      if (is === undefined) return one(`${kind}-removed`, 'resource', uri, was);
      if (was === undefined) return one(`${kind}-added`, 'resource', uri, is);
      return remembered('resource', uri, was, is, memo, (note) => diffResource(was.object, is.object, note));
    },
  );
}

/** What has the same name on both sides, or is on one of them only. */
function pairsOf<T>(
  before: ReadonlyMap<string, Offered<T>>,
  after: ReadonlyMap<string, Offered<T>>,
): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  for (const [name, is] of after) pairs.push([name, before.get(name), is] as Pair<T>);
  for (const [name, was] of before) if (!after.has(name)) pairs.push([name, was, undefined]);
  return pairs;
}

function one(
  kind: Parameters<Note>[0],
  about: Subject,
  name: string,
  { name: object }: { readonly name: string },
): SurfaceChange[] {
  return [changeOf(kind, {}, { about, name, object: { kind: about, name: object } })];
}

function remembered<T>(
  about: Subject,
  name: string,
  was: Offered<T>,
  is: Offered<T>,
  memo: DiffMemo,
  compare: (note: Note) => void,
): readonly SurfaceChange[] {
  if (was.digest === is.digest) return [];
  const key = `${about} ${was.digest} ${is.digest} ${is.name}`;
  let changes = memo.get(key);
  if (changes === undefined) {
    changes = noted({ about, name, object: { kind: about, name: is.name } }, compare);
    memo.set(key, changes);
  }
  return changes;
}

function noted(
  subject: { about: Subject; name: string; object: ObjectName },
  compare: (note: Note) => void,
): SurfaceChange[] {
  const changes: SurfaceChange[] = [];
  compare((kind, detail = {}) => changes.push(changeOf(kind, detail, subject)));
  return changes;
}
