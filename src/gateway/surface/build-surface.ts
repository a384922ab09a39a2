import { digestOf, type ObjectKind, type ObjectOf } from '../../snapshot/index.ts';
import { servedPrompt, servedResource, servedTemplate } from './artifacts.ts';
import type { BuiltTools } from './build-tools.ts';
import { linkInterfaces } from './interfaces.ts';
import type { Opened, OpenedView } from './open-view.ts';
import type { Resource, ResourceTemplate, Surface, Tool } from './surface.ts';

/** What surfaces are made of. */
export interface SurfaceParts {
  readonly tools: BuiltTools;
  readonly opened: OpenedView;
}

/** One object that a surface was made of, and what it was: as long as each is the same, so is the surface. */
interface Need {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly was: unknown;
}

export interface BuiltSurface {
  readonly surface: Surface;
  readonly needs: readonly Need[];
}

/** Whether nothing that a surface is made of became another one. */
export function isCurrent({ needs }: BuiltSurface, parts: SurfaceParts): boolean {
  return needs.every(({ kind, name, was }) => partOf(parts, kind, name) === was);
}

export function buildSurface(source: Opened<'exposition'>, parts: SurfaceParts): BuiltSurface {
  const { object: exposition, digest } = source;
  const needs: Need[] = [{ kind: 'exposition', name: source.name, was: source }];

  function note(kind: ObjectKind, name: string): unknown {
    const was = partOf(parts, kind, name);
    if (was === undefined) throw new Error(`the view is not closed: no ${kind} ${name}`);
    needs.push({ kind, name, was });
    return was;
  }
  const opened = <K extends ObjectKind>(kind: K, name: string) => note(kind, name) as Opened<K>;
  const allOf = <K extends ObjectKind>(kind: K, names: readonly string[] = []) =>
    names.map((name) => opened(kind, name));
  const toolOf = (name: string): Tool => (note('tool', name) as { readonly tool: Tool }).tool;

  const prompts = allOf('prompt', exposition.prompts);
  const offered = allOf('resource', exposition.resources);
  const filtered = allOf('filter', exposition.filters);
  const served = offered.map(({ object }) => servedOf(object));
  const resources = served.filter((resource) => !isTemplate(resource));
  const templates = served.filter(isTemplate);
  const filters = new Map(filtered.map(({ object }) => [object.tool, object]));
  const own = exposition.tools
    .map(toolOf)
    .map((tool) => (filters.has(tool.name) ? unpromised(tool) : tool));
  const tools = linkInterfaces(own, resources);
  const targets = targetsOf(tools, toolOf);
  const descriptors = new Map<string, ObjectOf<'descriptor'>>();
  for (const { object } of [...tools, ...targets.values()]) {
    if (object.call.protocol !== 'grpc' || descriptors.has(object.call.descriptor)) continue;
    const name = `${exposition.service.id}/${object.call.descriptor}`;
    descriptors.set(object.call.descriptor, opened('descriptor', name).object);
  }
  const listedPrompts = prompts.map(({ object }) => servedPrompt(object));
  const surface: Surface = {
    id: exposition.id,
    exposition,
    digest,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    targets,
    prompts: new Map(listedPrompts.map((prompt) => [prompt.name, prompt])),
    resources: new Map(resources.map((resource) => [resource.object.uri, resource])),
    templates,
    filters,
    descriptors,
    listDigests: {
      tools: digestOfEntries(tools),
      prompts: digestOfEntries(listedPrompts),
      resources: digestOfEntries(resources, templates),
    },
    artifactsDigest: digestOf(
      Buffer.from([...prompts, ...offered, ...filtered].map((artifact) => artifact.digest).join('\n')),
    ),
  };
  return { surface, needs };
}

/** Tools are compared as they were built: with the schemas that they lead to. */
function partOf({ tools, opened }: SurfaceParts, kind: ObjectKind, name: string): unknown {
  return kind === 'tool' ? tools.byName.get(name) : opened.get(kind, name);
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
    filtered = { ...tool, entry: Buffer.from(JSON.stringify(entry)) };
    filteredTools.set(tool, filtered);
  }
  return filtered;
}

/** As long as a tool stays, so does its other form. */
const filteredTools = new WeakMap<Tool, Tool>();

/** One digest for lists of entries: equal when clients get the same from each. */
function digestOfEntries(...lists: readonly (readonly { readonly entry: Buffer }[])[]): string {
  const ends = lists.flatMap((list) => [...list.map(({ entry }) => entry), Buffer.from('\n')]);
  return digestOf(Buffer.concat(ends));
}
