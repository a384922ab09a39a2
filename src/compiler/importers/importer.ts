import type { Diagnostic, Location } from '../../kernel/index.ts';
import type { LocatedDocument } from '../../manifest/index.ts';
import type { JsonSchema, ToolObject } from '../../snapshot/index.ts';

/** What an importer reads: the main artifact of a service, and whatever that refers to. */
export interface ImportInput {
  readonly main: LocatedDocument;
  /** Another document of the tree by its path, when the main artifact (or what it refers to) refers to it. */
  document(path: string): LocatedDocument | undefined;
}

/** A tool without what only the service knows. */
export interface ImportedTool {
  readonly tool: Omit<ToolObject, 'format'>;
  /** Where the operation stands. */
  readonly at: Location;
}

export interface ImportedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly uses: readonly string[];
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
  readonly excluded: readonly Exclusion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One spec language. */
export interface Importer {
  readonly language: string;
  readonly serviceType: 'REST' | 'GRAPHQL' | 'GRPC';
  recognizes(document: LocatedDocument): boolean;
  /** Name and version that the spec gives its service. */
  identify(document: LocatedDocument): { name: string | undefined; version: string | undefined };
  /** Paths of the other files of the tree that a document refers to. */
  references(document: LocatedDocument): readonly string[];
  import(input: ImportInput): ImportResult;
}
