import type { Diagnostic, Location } from '../../kernel/index.ts';
import type { LocatedDocument } from '../../manifest/index.ts';
import type { DescriptorObject, JsonSchema, ToolObject } from '../../snapshot/index.ts';

/** A file of a spec as it is, for languages that are neither YAML nor JSON. */
export interface SpecBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** One file that a spec is made of. */
export type SpecPart = LocatedDocument | SpecBytes;

/** What an importer reads: the main artifact of a service, and whatever that refers to. */
export interface ImportInput<P extends SpecPart = SpecPart> {
  readonly main: P;
  /** Name and version of the service, by its manifest or by the spec. */
  readonly service: {
    readonly name: string;
    readonly version: string;
    /** `spec.graphql` of its manifest. */
    readonly graphql?:
      | { readonly maxDepth?: number | undefined; readonly maxFields?: number | undefined }
      | undefined;
  };
  /** Another file of the tree by its path, when the main artifact (or what it refers to) refers to it. */
  part(path: string): P | undefined;
}

/** Which credentials the spec says that an operation asks for. */
export interface Security {
  /** False when the operation may be called without any. */
  readonly required: boolean;
  /** Names of the security schemes that any of its requirements mentions. */
  readonly schemes: readonly string[];
}

/** A tool without what only the service knows. */
export interface ImportedTool {
  readonly tool: Omit<ToolObject, 'format'>;
  /** For rules; no gateway sees it. */
  readonly security?: Security;
  /** Where the operation stands. */
  readonly at: Location;
}

export interface ImportedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly uses: readonly string[];
  readonly at: Location;
}

/** Message types of a service: becomes the object `<service id>/<name>`. */
export interface ImportedDescriptor extends Omit<DescriptorObject, 'format'> {
  readonly at: Location;
}

/** An operation that becomes no tool, and the code that says why. */
export interface Exclusion {
  readonly operation: string;
  readonly code: string;
  readonly at: Location;
}

export interface ImportResult {
  readonly tools: readonly ImportedTool[];
  readonly schemas: readonly ImportedSchema[];
  readonly descriptors?: readonly ImportedDescriptor[];
  readonly excluded: readonly Exclusion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a spec says of itself; undefined where it says nothing. */
export interface SpecIdentity {
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** URLs of the servers that it names, without those that have variables. */
  readonly servers?: readonly string[];
  /** Why it says nothing, where that can be told. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** How the specs of one language are read. */
export interface SpecReader<P extends SpecPart = SpecPart> {
  identify(part: P): SpecIdentity;
  /**
   * Paths of the other files of the tree that a file refers to; those that do not exist are passed over. Where a
   * reference may mean several paths, `exists` tells which are there.
   */
  references(part: P, exists: (path: string) => boolean): readonly string[];
  import(input: ImportInput<P>): ImportResult;
}

/** One spec language. Its reader is loaded for the first spec in it: libraries of languages take long to load. */
export interface Importer<P extends SpecPart = SpecPart> {
  /** As people call it: `OpenAPI`. */
  readonly language: string;
  readonly serviceType: 'REST' | 'GRAPHQL' | 'GRPC';
  /** How its files are read: as one document of YAML or JSON, or as bytes. */
  readonly reads: 'document' | 'bytes';
  /** Whether a file is written in this language, by its name or by what it says. */
  recognizes(part: P): boolean;
  load(): Promise<SpecReader<P>>;
}
