import type { CallContext } from '../../../../src/gateway/mcp/options.ts';
import { servedPrompt, servedResource, servedTemplate } from '../../../../src/gateway/surface/artifacts.ts';
import type { CallResult } from '../../../../src/gateway/surface/call-result.ts';
import type { InputRequired } from '../../../../src/gateway/surface/input-required.ts';
import type { Surface, SurfaceChange, Surfaces, Tool } from '../../../../src/gateway/surface/surface.ts';
import {
  type AccessObject,
  digestOf,
  type ExpositionObject,
  type JsonSchema,
  type PromptObject,
  type ResourceObject,
} from '../../../../src/snapshot/index.ts';

type Outcome = CallResult | InputRequired;
type FakeRun = (args: Record<string, unknown>, context: CallContext) => Outcome | Promise<Outcome>;

export interface FakeTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly run?: FakeRun;
}

export interface FakeEndpoint {
  readonly id: string;
  readonly name?: string;
  readonly service?: string;
  readonly tools: readonly FakeTool[];
  readonly prompts?: readonly Omit<PromptObject, 'format'>[];
  /** Templates are those that say so. */
  readonly resources?: readonly Omit<ResourceObject, 'format'>[];
  readonly access?: ExpositionObject['access'];
  /** Makes it ask for tokens. */
  readonly tokens?: Omit<AccessObject, 'format'>;
  readonly cache?: ExpositionObject['cache'];
}

const runs = new WeakMap<Tool, FakeRun>();

/** The backend of fake tools. */
export async function callFake(
  _surface: Surface,
  tool: Tool,
  args: Record<string, unknown>,
  context: CallContext,
): Promise<Outcome> {
  return await (runs.get(tool) ?? (() => textResult(`called ${tool.name}`)))(args, context);
}

export function textResult(text: string, more: Partial<CallResult> = {}): CallResult {
  return { content: [{ type: 'text', text }], isError: false, upstreamMs: 12.4, ...more };
}

export function fakeSurface(endpoint: FakeEndpoint): Surface {
  const { id, name, tokens, cache } = endpoint;
  const { access = tokens === undefined ? { type: 'open' } : { type: 'oauth2', object: `s-${id}/p-${id}` } } =
    endpoint;
  const tools = new Map(endpoint.tools.map((tool) => [tool.name, fakeTool(tool)]));
  const prompts = (endpoint.prompts ?? []).map((each) => servedPrompt({ format: 'prompt@1', ...each }));
  const objects = (endpoint.resources ?? []).map(
    (each): ResourceObject => ({ format: 'resource@1', ...each }),
  );
  const resources = objects.filter(({ template }) => template !== true).map(servedResource);
  const templates = objects.filter(({ template }) => template === true).map(servedTemplate);
  const service = { id: `s-${id}`, name: endpoint.service ?? 'Orders', version: '1.2' };
  return {
    id,
    tools,
    targets: new Map(),
    prompts: new Map(prompts.map((prompt) => [prompt.name, prompt])),
    resources: new Map(resources.map((resource) => [resource.object.uri, resource])),
    templates,
    filters: new Map(),
    descriptors: new Map(),
    digest: digestOf(Buffer.from(JSON.stringify([id, name, access, tokens]))),
    credential: undefined,
    access: tokens && { format: 'access@1', ...tokens },
    permissions: new Map(Object.entries(tokens?.permissions ?? {})),
    listDigests: {
      tools: digestOfEntries([...tools.values()]),
      prompts: digestOfEntries(prompts),
      resources: digestOfEntries([...resources, ...templates]),
    },
    artifactsDigest: digestOf(Buffer.from(JSON.stringify([endpoint.prompts, endpoint.resources]))),
    exposition: {
      format: 'exposition@1',
      id,
      organization: 'acme',
      ...(name !== undefined && { name }),
      service,
      plan: { id: `p-${id}`, name: 'plan' },
      group: 'default',
      access,
      backend: { endpoint: 'http://127.0.0.1:1' },
      ...(cache !== undefined && { cache }),
      tools: [...tools.keys()],
    },
  };
}

function digestOfEntries(list: readonly { readonly entry: Buffer }[]): string {
  return digestOf(Buffer.concat(list.map(({ entry }) => entry)));
}

function fakeTool(fake: FakeTool): Tool {
  const { name, description = `Does ${name}`, inputSchema = { type: 'object' }, outputSchema } = fake;
  const entry = { name, description, inputSchema, ...(outputSchema && { outputSchema }) };
  const required = Array.isArray(inputSchema['required']) ? inputSchema['required'].map(String) : [];
  const tool: Tool = {
    name,
    object: {
      format: 'tool@1',
      operation: `GET /${name}`,
      uses: [],
      call: { protocol: 'http', method: 'GET', path: `/${name}`, parameters: [] },
      ...entry,
    },
    entry: Buffer.from(JSON.stringify(entry)),
    check: (args) => required.filter((key) => !(key in args)).map((key) => `${key}: is required`),
  };
  if (fake.run !== undefined) runs.set(tool, fake.run);
  return tool;
}

/** What a gateway serves, in memory; `swap` replaces all of it, as an activation does. */
export interface FakeSurfaces extends Surfaces {
  swap(endpoints: readonly FakeEndpoint[]): void;
}

export function fakeSurfaces(endpoints: readonly FakeEndpoint[]): FakeSurfaces {
  let current = byId(endpoints);
  const listeners = new Set<(change: SurfaceChange) => void>();
  return {
    elected: () => undefined,
    byId: (id) => current.get(id),
    all: () => [...current.values()],
    route(segments) {
      const [first = '', second, third] = segments;
      const surface = [...current.values()].find(({ id, exposition: { name, organization, service } }) => {
        if (second === undefined) return id === first;
        if (organization !== first) return false;
        return third === undefined ? name === second : service.name === second && service.version === third;
      });
      if (surface === undefined) return undefined;
      return { surface, preferred: third === undefined ? undefined : `/mcp/${surface.id}` };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    swap(next) {
      const before = current;
      current = byId(next);
      const change = difference(before, current);
      for (const listener of listeners) listener(change);
    },
  };
}

function byId(endpoints: readonly FakeEndpoint[]): Map<string, Surface> {
  return new Map(endpoints.map((endpoint) => [endpoint.id, fakeSurface(endpoint)]));
}

function difference(before: Map<string, Surface>, after: Map<string, Surface>): SurfaceChange {
  const updated = [...after.values()].flatMap((surface) => {
    const old = before.get(surface.id);
    return old === undefined ? [] : [{ before: old, after: surface }];
  });
  return {
    added: [...after.values()].filter(({ id }) => !before.has(id)),
    removed: [...before.values()].filter(({ id }) => !after.has(id)),
    updated,
  };
}
