import { createHash } from 'node:crypto';
import { digestOf, entryKey, type ObjectKind, type ObjectOf } from '../../snapshot/index.ts';
import { servedPrompt, servedResource, servedTemplate } from './artifacts.ts';
import type { BuiltTools } from './build-tools.ts';
import { linkInterfaces } from './interfaces.ts';
import { nextTurn, type Opened, type OpenedView } from './open-view.ts';
import type { Resource, ResourceTemplate, Surface, Tool } from './surface.ts';

/** What surfaces are made of. */
export interface SurfaceParts {
  readonly tools: BuiltTools;
  readonly opened: OpenedView;
}

export interface BuiltSurface {
  readonly surface: Surface;
  /** The objects that it was made of, by `entryKey`: as long as each is the same, so is the surface. */
  readonly needs: ReadonlySet<string>;
}

/** Whether nothing that a surface is made of is among what changed. */
export function isCurrent({ needs }: BuiltSurface, changed: ReadonlySet<string>): boolean {
  const [few, many] = changed.size < needs.size ? [changed, needs] : [needs, changed];
  for (const key of few) if (many.has(key)) return false;
  return true;
}

/** Tools of a surface from which on it is built in several turns of the event loop. */
const manyTools = 1000;

export async function buildSurface(source: Opened<'exposition'>, parts: SurfaceParts): Promise<BuiltSurface> {
  const { object: exposition, digest } = source;
  const turn = exposition.tools.length < manyTools ? () => undefined : nextTurn;
  const needs = new Set([entryKey({ kind: 'exposition', name: source.name })]);

  function needed<T>(kind: ObjectKind, name: string, part: T | undefined): T {
    if (part === undefined) throw new Error(`the view is not closed: no ${kind} ${name}`);
    needs.add(entryKey({ kind, name }));
    return part;
  }
  const opened = <K extends ObjectKind>(kind: K, name: string) =>
    needed(kind, name, parts.opened.get(kind, name));
  const allOf = <K extends ObjectKind>(kind: K, names: readonly string[] = []) =>
    names.map((name) => opened(kind, name));
  const toolOf = (name: string): Tool => needed('tool', name, parts.tools.byName.get(name)).tool;

  const prompts = allOf('prompt', exposition.prompts);
  const offered = allOf('resource', exposition.resources);
  const filtered = allOf('filter', exposition.filters);
  const served = offered.map(({ object }) => servedOf(object));
  const resources = served.filter((resource) => !isTemplate(resource));
  const templates = served.filter(isTemplate);
  const filters = new Map(filtered.map(({ object }) => [object.tool, object]));
  const own: Tool[] = [];
  for (const name of exposition.tools) {
    const tool = toolOf(name);
    own.push(filters.has(tool.name) ? unpromised(tool) : tool);
    if (own.length % manyTools === 0) await turn();
  }
  const tools = linkInterfaces(own, resources);
  await turn();
  const targets = targetsOf(tools, toolOf);
  const descriptors = new Map<string, ObjectOf<'descriptor'>>();
  for (const { object } of [...tools, ...targets.values()]) {
    if (object.call.protocol !== 'grpc' || descriptors.has(object.call.descriptor)) continue;
    const name = `${exposition.service.id}/${object.call.descriptor}`;
    descriptors.set(object.call.descriptor, opened('descriptor', name).object);
  }
  await turn();
  const toolDigest = await digestOfEntries([tools], turn);
  const { access: callers, backend } = exposition;
  const access = callers.type === 'oauth2' ? opened('access', callers.object) : undefined;
  const credential = backend.credential === undefined ? undefined : opened('credential', backend.credential);
  const digests = [digest, access?.digest, credential?.digest].filter((each) => each !== undefined);
  const listedPrompts = prompts.map(({ object }) => servedPrompt(object));
  const surface: Surface = {
    id: exposition.id,
    exposition,
    digest: digests.join(' '),
    access: access?.object,
    credential: credential?.object,
    permissions: new Map(Object.entries(access?.object.permissions ?? {})),
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    targets,
    prompts: new Map(listedPrompts.map((prompt) => [prompt.name, prompt])),
    resources: new Map(resources.map((resource) => [resource.object.uri, resource])),
    templates,
    filters,
    descriptors,
    listDigests: {
      tools: toolDigest,
      prompts: await digestOfEntries([listedPrompts], turn),
      resources: await digestOfEntries([resources, templates], turn),
    },
    artifactsDigest: textDigest([...prompts, ...offered, ...filtered].map((artifact) => artifact.digest)),
  };
  return { surface, needs };
}

function servedOf(object: ObjectOf<'resource'>): Resource | ResourceTemplate {
  return object.template === true ? servedTemplate(object) : servedResource(object);
}

function isTemplate(resource: Resource | ResourceTemplate): resource is ResourceTemplate {
  return 'matches' in resource;
}

/** Tools that others call, also over several steps. */
function targetsOf(tools: readonly Tool[], toolOf: (name: string) => Tool): Map<string, Tool> {
  const targets = new Map<string, Tool>();
  const pending = [...tools];
  for (let tool = pending.pop(); tool !== undefined; tool = pending.pop()) {
    const { call } = tool.object;
    if (call.protocol !== 'tool' || targets.has(call.target)) continue;
    const target = toolOf(call.target);
    targets.set(call.target, target);
    pending.push(target);
  }
  return targets;
}

/** A tool whose answers are filtered: what is left of them is not what its output schema says. */
function unpromised(tool: Tool): Tool {
  if (tool.object.outputSchema === undefined) return tool;
  let filtered = filteredTools.get(tool);
  if (filtered === undefined) {
    const { outputSchema: _, ...entry } = JSON.parse(tool.entry.toString()) as Record<string, unknown>;
    filtered = { ...tool, entry: Buffer.from(JSON.stringify(entry)), checkResult: undefined };
    filteredTools.set(tool, filtered);
  }
  return filtered;
}

/** As long as a tool stays, so does its other form. */
const filteredTools = new WeakMap<Tool, Tool>();

/** One digest for lists of entries: equal when clients get the same from each. */
async function digestOfEntries(
  lists: readonly (readonly { readonly entry: Buffer }[])[],
  turn: () => Promise<void> | undefined,
): Promise<string> {
  if (lists.every((list) => list.length === 0)) return ofNothing;
  const hash = createHash('sha256');
  for (const list of lists) {
    for (const [index, { entry }] of list.entries()) {
      hash.update(entry);
      if (index % manyTools === manyTools - 1) await turn();
    }
    hash.update('\n');
  }
  return hash.digest('hex');
}

function textDigest(digests: readonly string[]): string {
  return digests.length === 0 ? ofNothing : digestOf(Buffer.from(digests.join('\n')));
}

/** Most endpoints have tools only. */
const ofNothing = digestOf(Buffer.alloc(0));
