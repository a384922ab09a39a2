import type {
  AccessObject,
  CredentialObject,
  DescriptorObject,
  ExpositionObject,
  FilterObject,
  MatchUri,
  PromptObject,
  ResourceObject,
  ToolObject,
} from '../../snapshot/index.ts';

/** One tool as it is served: sealed for lists, ready to be called. */
export interface Tool {
  readonly name: string;
  readonly object: ToolObject;
  /** Its entry of `tools/list`: JSON in UTF-8. */
  readonly entry: Buffer;
  /** What is wrong with arguments, in words that a model can act on; empty when they are right. */
  check(args: Readonly<Record<string, unknown>>): readonly string[];
  /** What of a structured result is not what the list entry promises; undefined where it promises nothing. */
  readonly checkResult?: ((result: unknown) => readonly string[]) | undefined;
}

/** One prompt as it is served. */
export interface Prompt {
  readonly name: string;
  readonly object: PromptObject;
  /** Its entry of `prompts/list`: JSON in UTF-8. */
  readonly entry: Buffer;
}

/** One resource as it is served. */
export interface Resource {
  readonly object: ResourceObject;
  /** Its entry of `resources/list` or `resources/templates/list`: JSON in UTF-8. */
  readonly entry: Buffer;
}

/** A template of many resources. */
export interface ResourceTemplate extends Resource {
  /** The variables of a URI; undefined when it is none of these resources. */
  readonly matches: MatchUri;
}

/** What clients are told the changes of. */
export type Announced = 'tools' | 'prompts' | 'resources';

/** One MCP endpoint as it is served. Immutable: a change makes another one. */
export interface Surface {
  readonly id: string;
  readonly exposition: ExpositionObject;
  /** Of the exposition, its access and its credential: who may call, and which backend is called with what. */
  readonly digest: string;
  /** Which tokens it asks for; undefined when it asks for none. */
  readonly access: AccessObject | undefined;
  /** What its backend is presented besides headers from references; undefined when that is nothing. */
  readonly credential: CredentialObject | undefined;
  /** By MCP name, the scopes that a caller needs for a tool besides those that all need. */
  readonly permissions: ReadonlyMap<string, readonly string[]>;
  /** In the order of `tools/list`. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** Tools that custom tools call, by the name of their object; a client may not see them. */
  readonly targets: ReadonlyMap<string, Tool>;
  /** By name, in the order of `prompts/list`. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  /** By URI, in the order of `resources/list`. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** In the order of `resources/templates/list`, which is that in which they are tried. */
  readonly templates: readonly ResourceTemplate[];
  /** By the MCP name of the tool whose answers they filter. */
  readonly filters: ReadonlyMap<string, FilterObject>;
  /** Message types of gRPC tools, by the name that those give. */
  readonly descriptors: ReadonlyMap<string, DescriptorObject>;
  /** Equal as long as a client sees the same lists. */
  readonly listDigests: Readonly<Record<Announced, string>>;
  /** Of prompts, resources and filters, with what no list shows. */
  readonly artifactsDigest: string;
}

/** How a request path leads to a surface. */
export interface Route {
  readonly surface: Surface;
  /** `/mcp/<organization>/<name>` or `/mcp/<id>`, for requests that came by service and version. */
  readonly preferred: string | undefined;
}

export interface SurfaceChange {
  readonly added: readonly Surface[];
  readonly removed: readonly Surface[];
  readonly updated: readonly { readonly before: Surface; readonly after: Surface }[];
}

/** What a gateway serves right now. Swapped as a whole; whoever holds a surface may finish with it. */
export interface Surfaces {
  byId(id: string): Surface | undefined;
  /** Segments after `/mcp/`, decoded: `[id]`, `[organization, name]` or `[organization, service, version]`. */
  route(segments: readonly string[]): Route | undefined;
  /** The surface that is elected for a service, by its id; what its service and version lead to. */
  elected(service: string): Surface | undefined;
  all(): readonly Surface[];
  /** Tells of every swap, after it; returns the way to stop listening. */
  onChange(listener: (change: SurfaceChange) => void): () => void;
}
