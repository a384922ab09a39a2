import {
  digestOf,
  type ExpositionObject,
  type Finding,
  lazyCheck,
  type ObjectKind,
  type ObjectOf,
  type View,
} from '../../snapshot/index.ts';
import { servedPrompt, servedResource, servedTemplate } from './artifacts.ts';
import { linkInterfaces } from './interfaces.ts';
import { listEntry, type SharedSchemas, standalone } from './list-entry.ts';
import { nextTurn, type Opened, type OpenedObjects, type OpenedView, openView } from './open-view.ts';
import type { Prompt, Resource, ResourceTemplate, Surface, Tool } from './surface.ts';

/** Everything that a view offers, ready to be served. */
export interface BuiltView {
  readonly surfaces: ReadonlyMap<string, Surface>;
  /** Service id → exposition ids, the elected one first. */
  readonly elections: ReadonlyMap<string, readonly string[]>;
}

/** Tools built between two turns of the event loop. */
const slice = 64;

/** Builds what did not change from what is served, so that a change of one tool costs one tool. */
export interface BuildCache {
  readonly tools: Map<string, Tool>;
  readonly opened: OpenedObjects;
}

/** What the artifacts of services became, by the names of objects. */
interface BuiltArtifacts {
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly resources: ReadonlyMap<string, Resource | ResourceTemplate>;
}

/** A view, or why it cannot be built, object by object. */
export async function buildView(view: View, cache: BuildCache): Promise<BuiltView | readonly Finding[]> {
  const opened = await openView(view, cache.opened);
  if (!('get' in opened)) return opened;
  const tools = new Map<string, Tool>();
  const used = new Map<string, Tool>();
  let built = 0;
  for (const source of opened.all('tool')) {
    const key = dependencies(source, opened);
    let tool = cache.tools.get(key);
    if (tool === undefined) {
      tool = buildTool(source, opened);
      if (++built % slice === 0) await nextTurn();
    }
    used.set(key, tool);
    tools.set(source.name, tool);
  }
  cache.tools.clear();
  for (const [key, tool] of used) cache.tools.set(key, tool);

  const artifacts: BuiltArtifacts = {
    prompts: new Map([...opened.all('prompt')].map(({ name, object }) => [name, servedPrompt(object)])),
    resources: new Map(
      [...opened.all('resource')].map(({ name, object }) => [
        name,
        object.template === true ? servedTemplate(object) : servedResource(object),
      ]),
    ),
  };
  const surfaces = new Map<string, Surface>();
  for (const exposition of opened.all('exposition')) {
    const surface = surfaceOf(exposition, { tools, artifacts, opened }, view.header.revision);
    surfaces.set(surface.id, surface);
    if (++built % slice === 0) await nextTurn();
  }
  const elections = new Map<string, readonly string[]>();
  for (const { name, object } of opened.all('election'))
    elections.set(
      name,
      object.expositions.map(({ id }) => id),
    );
  return { surfaces, elections };
}

function serviceOf(objectName: string): string {
  return objectName.slice(0, objectName.indexOf('/'));
}

function buildTool({ name, object }: Opened<'tool'>, opened: OpenedView): Tool {
  const shared: SharedSchemas = (schema) => opened.get('schema', `${serviceOf(name)}/${schema}`)?.object;
  const inputSchema = standalone(object.inputSchema, object.uses, shared);
  const outputSchema = object.outputSchema && standalone(object.outputSchema, object.uses, shared);
  const check = lazyCheck(inputSchema);
  return { name: object.name, object, entry: listEntry(object, inputSchema, outputSchema), check };
}

/** A tool whose answers are filtered: what is left of them is not what its output schema says. */
function unpromised(tool: Tool): Tool {
  if (tool.object.outputSchema === undefined) return tool;
  let filtered = filteredTools.get(tool);
  if (filtered === undefined) {
    const { outputSchema: _, ...entry } = JSON.parse(tool.entry.toString()) as Record<string, unknown>;
    filtered = { ...tool, entry: Buffer.from(JSON.stringify(entry)) };
    filteredTools.set(tool, filtered);
  }
  return filtered;
}

/** As long as a tool stays, so does its other form. */
const filteredTools = new WeakMap<Tool, Tool>();

/** One text for a tool and all schemas that it needs: as long as it stays, so does the tool. */
function dependencies({ name: tool, object, digest }: Opened<'tool'>, opened: OpenedView): string {
  const service = serviceOf(tool);
  const digests = new Map<string, string>();
  const pending = [...object.uses];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (digests.has(name)) continue;
    const schema = required(opened.get('schema', `${service}/${name}`), name);
    digests.set(name, schema.digest);
    pending.push(...schema.object.uses);
  }
  const sorted = [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => `${name}=${own}`);
  return digestOf(Buffer.from([digest, ...sorted].join('\n')));
}

interface SurfaceParts {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly artifacts: BuiltArtifacts;
  readonly opened: OpenedView;
}

function surfaceOf(
  { object: exposition, digest }: Opened<'exposition'>,
  { tools: built, artifacts, opened }: SurfaceParts,
  revision: number,
): Surface {
  const prompts = (exposition.prompts ?? []).map((name) => required(artifacts.prompts.get(name), name));
  const offered = (exposition.resources ?? []).map((name) => required(artifacts.resources.get(name), name));
  const resources = offered.filter((resource) => !isTemplate(resource));
  const templates = offered.filter(isTemplate);
  const filters = new Map(all('filter', exposition.filters, opened).map((filter) => [filter.tool, filter]));
  const own = exposition.tools
    .map((name) => required(built.get(name), name))
    .map((tool) => (filters.has(tool.name) ? unpromised(tool) : tool));
  const tools = linkInterfaces(own, resources);
  const targets = new Map<string, Tool>();
  const descriptors = new Map<string, ObjectOf<'descriptor'>>();
  const pending = [...tools];
  for (let tool = pending.pop(); tool !== undefined; tool = pending.pop()) {
    const { call } = tool.object;
    if (call.protocol !== 'tool' || targets.has(call.target)) continue;
    const target = required(built.get(call.target), call.target);
    targets.set(call.target, target);
    pending.push(target);
  }
  for (const { object } of [...tools, ...targets.values()]) {
    if (object.call.protocol !== 'grpc' || descriptors.has(object.call.descriptor)) continue;
    const name = `${exposition.service.id}/${object.call.descriptor}`;
    descriptors.set(object.call.descriptor, required(opened.get('descriptor', name), name).object);
  }
  const { access: callers } = exposition;
  const access =
    callers.type === 'oauth2' ? required(opened.get('access', callers.object), callers.object) : undefined;
  return {
    id: exposition.id,
    exposition,
    digest: access === undefined ? digest : `${digest} ${access.digest}`,
    access: access?.object,
    permissions: new Map(Object.entries(access?.object.permissions ?? {})),
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    targets,
    prompts: new Map(prompts.map((prompt) => [prompt.name, prompt])),
    resources: new Map(resources.map((resource) => [resource.object.uri, resource])),
    templates,
    filters,
    descriptors,
    listDigests: {
      tools: digestOfEntries(tools),
      prompts: digestOfEntries(prompts),
      resources: digestOfEntries(resources, templates),
    },
    artifactsDigest: artifactsDigest(exposition, opened),
    revision,
  };
}

function isTemplate(resource: Resource | ResourceTemplate): resource is ResourceTemplate {
  return 'matches' in resource;
}

/** One digest for lists of entries: equal when clients get the same from each. */
function digestOfEntries(...lists: readonly (readonly { readonly entry: Buffer }[])[]): string {
  const ends = lists.flatMap((list) => [...list.map(({ entry }) => entry), Buffer.from('\n')]);
  return digestOf(Buffer.concat(ends));
}

function artifactsDigest(exposition: ExpositionObject, opened: OpenedView): string {
  const digests = (['prompts', 'resources', 'filters'] as const).flatMap((field) =>
    (exposition[field] ?? []).map((name) => opened.get(kindOf[field], name)?.digest),
  );
  return digestOf(Buffer.from(digests.join('\n')));
}

const kindOf = { prompts: 'prompt', resources: 'resource', filters: 'filter' } as const;

function all<K extends ObjectKind>(
  kind: K,
  names: readonly string[] = [],
  opened: OpenedView,
): ObjectOf<K>[] {
  return names.map((name) => required(opened.get(kind, name), name).object);
}

/** What an opened view has by its own promise. */
function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the view is not closed: no ${name}`);
  return value;
}
