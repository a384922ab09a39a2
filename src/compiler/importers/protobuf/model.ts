import type { Location } from '../../../kernel/index.ts';

/** One file of protobuf, read: what it declares, with types named as they are written. Never changed again. */
export interface ProtoFile {
  readonly path: string;
  readonly package: string;
  readonly imports: readonly ProtoImport[];
  /** By full name, without a dot before it. */
  readonly symbols: ReadonlyMap<string, ProtoSymbol>;
  readonly services: readonly ProtoService[];
  /** Extension fields that it declares. */
  readonly extensions: readonly ProtoField[];
}

export interface ProtoImport {
  /** As it is written: `google/api/http.proto`. */
  readonly name: string;
  readonly isPublic: boolean;
  readonly at: Location;
}

export type ProtoSymbol = ProtoMessage | ProtoEnum;

export interface ProtoMessage {
  readonly kind: 'message';
  readonly name: string;
  readonly file: string;
  readonly at: Location;
  readonly comment: string | undefined;
  readonly deprecated: boolean;
  readonly fields: readonly ProtoField[];
  /** Names of the fields of each oneof; those of `optional` in proto3 are none. */
  readonly oneofs: ReadonlyMap<string, readonly string[]>;
  readonly isGroup: boolean;
  readonly edition: string | undefined;
  readonly features: Features | undefined;
}

export interface ProtoField {
  /** As in the file: `display_name`; of an extension its full name. */
  readonly name: string;
  readonly jsonName: string;
  readonly number: number;
  /** A scalar type, or a message or enum as the file names it. */
  readonly type: string;
  readonly keyType: string | undefined;
  readonly rule: 'required' | 'repeated' | undefined;
  /** `optional` of proto3. */
  readonly isOptional: boolean;
  readonly packed: boolean | undefined;
  readonly features: Features | undefined;
  readonly edition: string | undefined;
  readonly deprecated: boolean;
  readonly defaultValue: unknown;
  /** Values of `google.api.field_behavior`. */
  readonly behaviors: readonly string[];
  readonly comment: string | undefined;
  /** The message that it extends, as the file names it. */
  readonly extend: string | undefined;
  /** The innermost message or package around it. */
  readonly scope: string;
  readonly at: Location;
  readonly typeAt: Location;
}

export interface ProtoEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly file: string;
  readonly at: Location;
  readonly comment: string | undefined;
  /** In the order of the file. */
  readonly values: readonly { readonly name: string; readonly number: number }[];
  readonly edition: string | undefined;
  readonly features: Features | undefined;
}

export interface ProtoService {
  /** `shop.v1.Orders`. */
  readonly name: string;
  readonly file: string;
  readonly package: string;
  readonly at: Location;
  readonly methods: readonly ProtoMethod[];
}

export interface ProtoMethod {
  readonly name: string;
  readonly at: Location;
  readonly comment: string | undefined;
  readonly deprecated: boolean;
  readonly idempotency: 'NO_SIDE_EFFECTS' | 'IDEMPOTENT' | undefined;
  readonly input: TypeUse;
  readonly output: TypeUse;
}

export interface TypeUse {
  readonly type: string;
  readonly stream: boolean;
  readonly at: Location;
}

/** Features of an edition, by name: `{field_presence: 'IMPLICIT'}`. */
export type Features = Readonly<Record<string, unknown>>;

const scalarTypes = new Set([
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
]);

export function isScalar(type: string): boolean {
  return scalarTypes.has(type);
}
