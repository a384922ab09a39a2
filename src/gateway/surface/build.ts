import {
  digestOf,
  type ExpositionObject,
  type Finding,
  openObject,
  type SchemaObject,
  type ToolObject,
  type View,
} from '../../snapshot/index.ts';
import { listEntry, standalone } from './list-entry.ts';
import type { Surface, Tool } from './surface.ts';
import { lazyCheck } from './validator.ts';

/** Everything that a view offers, ready to be served. */
export interface BuiltView {
  readonly surfaces: ReadonlyMap<string, Surface>;
  /** Service id → exposition ids, the elected one first. */
  readonly elections: ReadonlyMap<string, readonly string[]>;
}

/** Objects opened between two turns of the event loop. */
const slice = 64;

/** Builds what did not change from what is served, so that a change of one tool costs one tool. */
export interface BuildCache {
  readonly tools: Map<string, Tool>;
}

/** A view, or why it cannot be built, object by object. */
export async function buildView(view: View, cache: BuildCache): Promise<BuiltView | readonly Finding[]> {
  const findings: Finding[] = [];
  const schemas = new Map<string, { object: SchemaObject; digest: string }>();
  const tools = new Map<string, { object: ToolObject; digest: string }>();
  const expositions: { object: ExpositionObject; digest: string }[] = [];
  const elections = new Map<string, readonly string[]>();

  let opened = 0;
  for (const { kind, name, bytes, digest } of view.objects.values()) {
    if (++opened % slice === 0) await nextTurn();
    try {
      if (kind === 'schema') schemas.set(name, { object: openObject('schema', bytes), digest });
      else if (kind === 'tool') tools.set(name, { object: openObject('tool', bytes), digest });
      else if (kind === 'exposition') expositions.push({ object: openObject('exposition', bytes), digest });
      else if (kind === 'election')
        elections.set(
          name,
          openObject('election', bytes).expositions.map(({ id }) => id),
        );
      else
        findings.push(fault(kind, name, 'unknown-kind', 'this gateway does not know objects of this kind'));
    } catch {
      findings.push(fault(kind, name, 'malformed', 'this gateway cannot read the object'));
    }
  }
  if (findings.length > 0) return findings;

  const surfaces = new Map<string, Surface>();
  const used = new Map<string, Tool>();
  for (const { object: exposition, digest } of expositions) {
    const offered = new Map<string, Tool>();
    for (const name of exposition.tools) {
      const source = tools.get(name);
      if (source === undefined) {
        findings.push(fault('exposition', exposition.id, 'incomplete', `the view lacks the tool ${name}`));
        continue;
      }
      const service = exposition.service.id;
      const { key, missing } = dependencies(source, (schema) => schemas.get(`${service}/${schema}`));
      if (missing !== undefined) {
        findings.push(fault('tool', name, 'incomplete', `the view lacks the schema ${missing}`));
        continue;
      }
      let tool = used.get(key) ?? cache.tools.get(key);
      if (tool === undefined) {
        tool = buildTool(source.object, (schema) => schemas.get(`${service}/${schema}`)?.object);
        if (++opened % slice === 0) await nextTurn();
      }
      used.set(key, tool);
      offered.set(tool.name, tool);
    }
    surfaces.set(exposition.id, surfaceOf(exposition, digest, offered, view.header.revision));
  }
  if (findings.length > 0) return findings;
  cache.tools.clear();
  for (const [key, tool] of used) cache.tools.set(key, tool);
  return { surfaces, elections };
}

function buildTool(object: ToolObject, shared: (name: string) => SchemaObject | undefined): Tool {
  const inputSchema = standalone(object.inputSchema, object.uses, shared);
  const outputSchema = object.outputSchema && standalone(object.outputSchema, object.uses, shared);
  const check = lazyCheck(inputSchema);
  return { name: object.name, object, entry: listEntry(object, inputSchema, outputSchema), check };
}

/** One text for a tool and all schemas that it needs: as long as it stays, so does the tool. */
function dependencies(
  { object, digest }: { object: ToolObject; digest: string },
  schemaOf: (name: string) => { object: SchemaObject; digest: string } | undefined,
): { key: string; missing: string | undefined } {
  const digests = new Map<string, string>();
  const pending = [...object.uses];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (digests.has(name)) continue;
    const schema = schemaOf(name);
    if (schema === undefined) return { key: '', missing: name };
    digests.set(name, schema.digest);
    pending.push(...schema.object.uses);
  }
  const sorted = [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => `${name}=${own}`);
  return { key: digestOf(Buffer.from([digest, ...sorted].join('\n'))), missing: undefined };
}

function surfaceOf(
  exposition: ExpositionObject,
  digest: string,
  tools: ReadonlyMap<string, Tool>,
  revision: number,
): Surface {
  const listed = Buffer.concat([...tools.values()].map((tool) => tool.entry));
  return { id: exposition.id, exposition, digest, tools, toolsDigest: digestOf(listed), revision };
}

function fault(kind: string, name: string, code: string, message: string): Finding {
  return { kind, name, code, severity: 'error', message };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
