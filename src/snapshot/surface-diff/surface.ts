import type { AccessObject } from '../objects/access.ts';
import type { ExpositionObject } from '../objects/exposition.ts';
import type { FilterObject } from '../objects/filter.ts';
import type { PromptObject } from '../objects/prompt.ts';
import type { ResourceObject } from '../objects/resource.ts';
import type { SchemaObject } from '../objects/schema.ts';
import type { ToolObject } from '../objects/tool.ts';
import type { Opener } from '../open-object.ts';
import type { Entry } from '../sealed.ts';

/** One of the two sides that are compared: a list, and the way to its objects. */
export interface SurfaceSide {
  readonly entries: readonly Entry[];
  readonly open: Opener;
  /** Exposition id → sequence of the revision that added it; elections go by names where it is missing. */
  readonly since?: ReadonlyMap<string, number>;
}

/** An object with the name and the digest that it has in a list. */
export interface Offered<T> {
  readonly name: string;
  readonly digest: string;
  readonly object: T;
}

/** What has the same name on both sides, or is on one of them only. */
export type Pair<T> = readonly [
  name: string,
  ...sides: [Offered<T>, Offered<T>] | [undefined, Offered<T>] | [Offered<T>, undefined],
];

/** The shared schemas of a service, by name. */
export interface SharedSchemas {
  readonly names: ReadonlySet<string>;
  digestOf(name: string): string | undefined;
  open(name: string): SchemaObject | undefined;
}

/** All that one MCP endpoint offers, and to whom. */
export interface Surface {
  readonly exposition: ExpositionObject;
  /** Which tokens it asks for; undefined when it asks for none. */
  readonly access: AccessObject | undefined;
  /** Digest of what its backend is presented besides headers from references. */
  readonly credential: string | undefined;
  /** By MCP name. */
  readonly tools: ReadonlyMap<string, Offered<ToolObject>>;
  /** By the MCP name of the tool. */
  readonly filters: ReadonlyMap<string, Offered<FilterObject>>;
  readonly prompts: ReadonlyMap<string, Offered<PromptObject>>;
  /** By URI or URI template. */
  readonly resources: ReadonlyMap<string, Offered<ResourceObject>>;
  readonly schemas: SharedSchemas;
}

/** Makes the surfaces of a side, each when it is asked for. */
export function surfacesOf(side: SurfaceSide): (exposition: ExpositionObject) => Surface {
  let make: ((exposition: ExpositionObject) => Surface) | undefined;
  return (exposition) => {
    make ??= surfaceMaker(side);
    return make(exposition);
  };
}

function surfaceMaker({ entries, open }: SurfaceSide): (exposition: ExpositionObject) => Surface {
  const index = new Map(entries.map((entry) => [`${entry.kind} ${entry.name}`, entry]));
  const schemaNames = new Map<string, Set<string>>();
  for (const { kind, name } of entries) {
    if (kind !== 'schema') continue;
    const [service, schema] = splitOnce(name);
    const known = schemaNames.get(service);
    if (known === undefined) schemaNames.set(service, new Set([schema]));
    else known.add(schema);
  }

  function offered<K extends 'tool' | 'filter' | 'prompt' | 'resource'>(
    kind: K,
    names: readonly string[] = [],
  ): Offered<ReturnType<typeof open<K>>>[] {
    return names.flatMap((name) => {
      const entry = index.get(`${kind} ${name}`);
      return entry === undefined ? [] : [{ name, digest: entry.digest, object: open(kind, entry.digest) }];
    });
  }

  function schemasOf(service: string): SharedSchemas {
    const digestOf = (name: string): string | undefined => index.get(`schema ${service}/${name}`)?.digest;
    return {
      names: schemaNames.get(service) ?? new Set(),
      digestOf,
      open: (name) => {
        const digest = digestOf(name);
        return digest === undefined ? undefined : open('schema', digest);
      },
    };
  }

  function accessOf({ access }: ExpositionObject): AccessObject | undefined {
    const entry = access.type === 'oauth2' ? index.get(`access ${access.object}`) : undefined;
    return entry === undefined ? undefined : open('access', entry.digest);
  }

  const credentialOf = ({ backend }: ExpositionObject): string | undefined =>
    backend.credential === undefined ? undefined : index.get(`credential ${backend.credential}`)?.digest;

  return (exposition) => ({
    exposition,
    access: accessOf(exposition),
    credential: credentialOf(exposition),
    tools: by(offered('tool', exposition.tools), ({ name }) => name),
    filters: by(offered('filter', exposition.filters), ({ tool }) => tool),
    prompts: by(offered('prompt', exposition.prompts), ({ name }) => name),
    resources: by(offered('resource', exposition.resources), ({ uri }) => uri),
    schemas: schemasOf(exposition.service.id),
  });
}

function by<T>(items: readonly Offered<T>[], key: (object: T) => string): Map<string, Offered<T>> {
  return new Map(items.map((item) => [key(item.object), item]));
}

/** `<service id>/<name>`. */
function splitOnce(name: string): [string, string] {
  const slash = name.indexOf('/');
  return [name.slice(0, slash), name.slice(slash + 1)];
}
