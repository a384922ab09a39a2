import { compareText } from '../kernel/index.ts';
import type { ExpositionObject } from './objects/exposition.ts';
import { type ToolObject, toolNameOf } from './objects/tool.ts';
import type { Opener } from './open-object.ts';
import type { Entry } from './sealed.ts';

/** One of the two sides that are compared: a list, and the way to its objects. */
export interface SurfaceSide {
  readonly entries: readonly Entry[];
  readonly open: Opener;
}

/** What happened to one tool, and on which endpoints. */
export interface ToolChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly tool: string;
  readonly service: { readonly name: string; readonly version: string };
  /** Exposition ids, sorted. */
  readonly endpoints: readonly string[];
  /** Of a change: the fields that differ, `schema <name>` for a shared schema; sorted. */
  readonly fields: readonly string[];
  /** The object that changed, to look up where it stands: the tool, or the first of its schemas. */
  readonly object: { readonly kind: string; readonly name: string };
}

interface OfferedTool {
  readonly entry: Entry;
  readonly exposition: ExpositionObject;
}

/** Every tool that clients of an endpoint gain, lose or see changed, grouped over endpoints. */
export function diffTools(before: SurfaceSide, after: SurfaceSide): ToolChange[] {
  const old = offeredTools(before);
  const fresh = offeredTools(after);
  const groups = new Map<string, ToolChange & { endpoints: string[] }>();

  function note(action: ToolChange['action'], offered: OfferedTool, fields: readonly string[]): void {
    const { entry, exposition } = offered;
    const key = `${action} ${entry.name} ${fields.join()}`;
    const group = groups.get(key);
    if (group !== undefined) {
      group.endpoints.push(exposition.id);
      return;
    }
    const schema = fields.every((field) => field.startsWith('schema '))
      ? fields[0]?.slice('schema '.length)
      : undefined;
    groups.set(key, {
      action,
      tool: toolNameOf(entry.name),
      service: { name: exposition.service.name, version: exposition.service.version },
      endpoints: [exposition.id],
      fields,
      object:
        schema === undefined
          ? { kind: 'tool', name: entry.name }
          : { kind: 'schema', name: `${exposition.service.id}/${schema}` },
    });
  }

  const changedFields = fieldComparer(before, after);
  for (const [key, offered] of fresh) {
    const earlier = old.get(key);
    if (earlier === undefined) note('added', offered, []);
    else {
      const fields = changedFields(earlier.entry, offered.entry, offered.exposition.service.id);
      if (fields.length > 0) note('changed', offered, fields);
    }
  }
  for (const [key, offered] of old) if (!fresh.has(key)) note('removed', offered, []);

  const changes = [...groups.values()];
  for (const change of changes) change.endpoints.sort(compareText);
  return changes.sort(
    (a, b) =>
      compareText(a.service.name, b.service.name) ||
      compareText(a.service.version, b.service.version) ||
      compareText(a.tool, b.tool) ||
      compareText(a.action, b.action),
  );
}

/** By `<exposition id> <MCP name>`. */
function offeredTools({ entries, open }: SurfaceSide): Map<string, OfferedTool> {
  const tools = new Map(entries.filter(({ kind }) => kind === 'tool').map((entry) => [entry.name, entry]));
  const offered = new Map<string, OfferedTool>();
  for (const { kind, digest } of entries) {
    if (kind !== 'exposition') continue;
    const exposition = open('exposition', digest);
    for (const name of exposition.tools) {
      const entry = tools.get(name);
      if (entry !== undefined) offered.set(`${exposition.id} ${toolNameOf(name)}`, { entry, exposition });
    }
  }
  return offered;
}

type CompareFields = (before: Entry, after: Entry, service: string) => readonly string[];

/** Compares each pair of tools once, however many endpoints offer it. */
function fieldComparer(before: SurfaceSide, after: SurfaceSide): CompareFields {
  const known = new Map<string, readonly string[]>();
  const oldSchemas = schemaIndex(before);
  const newSchemas = schemaIndex(after);
  return (old, fresh, service) => {
    let fields = known.get(fresh.name);
    if (fields === undefined) {
      const was = before.open('tool', old.digest);
      const is = after.open('tool', fresh.digest);
      const own = old.digest === fresh.digest ? [] : toolFields(was, is);
      const schemas = changedSchemas(is.uses, service, oldSchemas, newSchemas, after);
      fields = [...own, ...schemas.map((name) => `schema ${name}`)].sort(compareText);
      known.set(fresh.name, fields);
    }
    return fields;
  };
}

function toolFields(was: ToolObject, is: ToolObject): string[] {
  const fields = [
    'title',
    'description',
    'operation',
    'inputSchema',
    'outputSchema',
    'annotations',
    'call',
  ] as const;
  return fields.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
}

/** Shared schemas with another content, among those that a tool needs. */
function changedSchemas(
  uses: readonly string[],
  service: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  side: SurfaceSide,
): string[] {
  const changed: string[] = [];
  const seen = new Set<string>();
  const pending = [...uses];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const digest = after.get(`${service}/${name}`);
    if (digest === undefined) continue;
    const old = before.get(`${service}/${name}`);
    if (old !== undefined && old !== digest) changed.push(name);
    pending.push(...side.open('schema', digest).uses);
  }
  return changed;
}

function schemaIndex({ entries }: SurfaceSide): Map<string, string> {
  return new Map(entries.filter(({ kind }) => kind === 'schema').map(({ name, digest }) => [name, digest]));
}
