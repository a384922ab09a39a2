import {
  type ChangeClass,
  type ChangeName,
  cachingOpener,
  diffSides,
  diffSurfaces,
  digestOfJson,
  type ObjectOf,
  type SealedObject,
  type Surface,
  type SurfaceSide,
  seal,
} from '../../../src/snapshot/index.ts';

type Tool = ObjectOf<'tool'>;
type Exposition = ObjectOf<'exposition'>;

/** What a test says of a surface; everything else is always the same. */
export interface Offer {
  readonly tools?: readonly Partial<Tool>[];
  readonly filters?: readonly Partial<ObjectOf<'filter'>>[];
  readonly prompts?: readonly Partial<ObjectOf<'prompt'>>[];
  readonly resources?: readonly Partial<ObjectOf<'resource'>>[];
  readonly schemas?: Readonly<Record<string, ObjectOf<'schema'>['schema']>>;
  readonly exposition?: Partial<Exposition>;
  /** Makes it ask for tokens. */
  readonly access?: Partial<ObjectOf<'access'>>;
}

export function surface(offer: Offer): Surface {
  const {
    tools = [],
    filters = [],
    prompts = [],
    resources = [],
    schemas = {},
    exposition = {},
    access,
  } = offer;
  const offered = <T extends object>(items: readonly T[], key: (item: T) => string) =>
    new Map(
      items.map((object) => [
        key(object),
        { name: `svc/${key(object)}`, digest: digestOfJson(object), object },
      ]),
    );
  return {
    exposition: {
      ...plainExposition,
      ...(access === undefined ? {} : { access: { type: 'oauth2', object: 'svc/plan' } }),
      ...exposition,
    },
    credential: undefined,
    access: access && { format: 'access@1', issuers: ['https://login.example'], ...access },
    tools: offered(tools.map(toolOf), ({ name }) => name),
    filters: offered(
      filters.map((filter) => ({
        format: 'filter@1' as const,
        tool: 'get',
        failure: 'open' as const,
        ...filter,
      })),
      ({ tool }) => tool,
    ),
    prompts: offered(
      prompts.map((prompt) => ({ format: 'prompt@1' as const, name: 'ask', template: 'text', ...prompt })),
      ({ name }) => name,
    ),
    resources: offered(
      resources.map((resource) => ({
        format: 'resource@1' as const,
        uri: 'docs://a',
        name: 'a',
        ...resource,
      })),
      ({ uri }) => uri,
    ),
    schemas: {
      names: new Set(Object.keys(schemas)),
      digestOf: (name) => (schemas[name] === undefined ? undefined : digestOfJson(schemas[name])),
      open: (name) => {
        const schema = schemas[name];
        return schema === undefined ? undefined : { format: 'schema@1', name, schema, uses: usesOf(schema) };
      },
    },
  };
}

const plainExposition: Exposition = {
  format: 'exposition@1',
  id: 'aaaaaaaaaaaaaaaa',
  organization: 'acme',
  name: 'orders',
  service: { id: 'svc', name: 'Orders', version: '1' },
  plan: { id: 'plan', name: 'all' },
  group: 'default',
  access: { type: 'open' },
  backend: { endpoint: 'http://orders.internal' },
  tools: [],
};

function toolOf(tool: Partial<Tool>): Tool {
  const { inputSchema = { type: 'object' }, outputSchema } = tool;
  return {
    format: 'tool@1',
    name: 'get',
    operation: 'GET /orders',
    inputSchema,
    uses: usesOf([inputSchema, outputSchema]),
    call: { protocol: 'http', method: 'GET', path: '/orders', parameters: [] },
    ...tool,
  };
}

function usesOf(schema: unknown): string[] {
  return [...JSON.stringify(schema).matchAll(/#\/\$defs\/(\w+)/g)].map(([, name = '']) => name);
}

/** Two surfaces of one tool `get`. */
export function tools(before: Partial<Tool>, after: Partial<Tool>): Pair {
  return [{ tools: [before] }, { tools: [after] }];
}

export type Pair = readonly [before: Offer, after: Offer];

/** One kind of change, and what a client built against the old surface meets. */
export interface Case {
  readonly class: ChangeClass;
  readonly client: string;
  /** Pairs of surfaces between which exactly this happened. */
  readonly pairs: readonly Pair[];
  /** A pair that looks like it, and which kinds it is instead. */
  readonly near: readonly [why: string, pair: Pair, instead: readonly ChangeName[]];
}

export type Cases = Partial<Record<ChangeName, Case>>;

export function kindsBetween([before, after]: Pair): string[] {
  return [...new Set(diffSurfaces(surface(before), surface(after)).map(({ kind }) => kind))].sort();
}

/** A side of nothing but expositions, for what happens to their URLs. */
export function side(
  expositions: readonly Partial<Exposition>[],
  since?: Record<string, number>,
): SurfaceSide {
  const objects: SealedObject[] = expositions.map((each) => {
    const exposition = { ...plainExposition, ...each };
    return seal('exposition', exposition.id, exposition);
  });
  const bytes = new Map(objects.map((object) => [object.digest, object.bytes]));
  return {
    entries: objects,
    open: cachingOpener((digest) => bytes.get(digest) as Uint8Array),
    ...(since === undefined ? {} : { since: new Map(Object.entries(since)) }),
  };
}

export function urlChanges(before: SurfaceSide, after: SurfaceSide): string[] {
  return diffSides(before, after).map(({ kind, class: level, text }) => `${level} ${kind}: ${text}`);
}
