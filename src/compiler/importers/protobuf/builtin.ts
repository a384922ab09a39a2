import { createRequire } from 'node:module';
import protobuf from 'protobufjs';
import { isJsonObject } from '../../../kernel/index.ts';
import type { ProtoFile } from './model.ts';
import { readModel } from './read-model.ts';

const require = createRequire(import.meta.url);

/** Files that protobufjs carries beside its own well-known types. */
const carried: ReadonlySet<string> = new Set(['google/protobuf/descriptor.proto', 'google/api/http.proto']);

/** Files that define nothing but options, which change nothing about messages on the wire or in JSON. */
const optionsOnly: readonly RegExp[] = [
  /^google\/api\/(annotations|client|field_behavior|field_info|policy|resource|routing|visibility)\.proto$/,
  /^google\/api\/expr\/v1alpha1\/checked\.proto$/,
  /^google\/protobuf\/(cpp|java|go|csharp)_features\.proto$/,
  /^(buf\/validate|validate)\/validate\.proto$/,
  /^protoc-gen-openapiv2\/options\/(annotations|openapiv2)\.proto$/,
  /^openapiv3\/annotations\.proto$/,
  /^gogoproto\/gogo\.proto$/,
  /^gnostic\/openapi\/v3\/annotations\.proto$/,
];

const read = new Map<string, ProtoFile>();

/** A file that every tree may import without having it. */
export function builtinFile(name: string): ProtoFile | undefined {
  const known = read.get(name);
  if (known !== undefined) return known;
  const json = jsonOf(name);
  if (json === undefined) return undefined;
  const packageName = name.slice(0, name.lastIndexOf('/')).replaceAll('/', '.');
  const head = { path: name, package: packageName, imports: [] };
  const file = readModel(protobuf.Root.fromJSON(json), head, {
    at: () => undefined,
    typeAt: () => undefined,
    comment: () => undefined,
    behaviors: () => [],
  });
  read.set(name, file);
  return file;
}

/** The files whose messages have a form of their own in JSON. */
export const wellKnownFiles: readonly string[] = [
  'any',
  'duration',
  'empty',
  'field_mask',
  'struct',
  'timestamp',
  'wrappers',
].map((name) => `google/protobuf/${name}.proto`);

/** Names of the files that a mistyped import may have meant. */
export const builtinNames: readonly string[] = [
  ...wellKnownFiles,
  ...carried,
  'google/api/annotations.proto',
  'google/api/field_behavior.proto',
  'google/api/resource.proto',
  'google/api/client.proto',
];

function jsonOf(name: string): protobuf.INamespace | undefined {
  const common: unknown = protobuf.common.get(name);
  if (isJsonObject(common)) return common;
  if (carried.has(name)) {
    const json: unknown = require(`protobufjs/${name.replace(/\.proto$/, '.json')}`);
    return isJsonObject(json) ? json : undefined;
  }
  return optionsOnly.some((pattern) => pattern.test(name)) ? {} : undefined;
}
