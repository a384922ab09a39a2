/** manifest: what people write — the kinds, and YAML with positions. */
export { type CheckResult, checkDocument, type Mistaken } from './check.ts';
export { setField } from './edit/set-field.ts';
export { manifestFindingKinds, manifestFindings } from './findings.ts';
export { type YamlComment, yamlComments } from './format/comments.ts';
export { type Formatted, formatFile } from './format/format-file.ts';
export { type JsonSchemaDocument, jsonSchemaOfKind, jsonSchemaOfManifests } from './json-schema.ts';
export { apiVersion, isReference, referencePattern } from './kinds/common.ts';
export {
  type ArtifactKind,
  isArtifactKind,
  type Kind,
  kinds,
  type ResourceKind,
} from './kinds/index.ts';
export type { Manifest, ManifestOf, SpecOf } from './manifest.ts';
export { decodeUtf8 } from './text/decode.ts';
export { type LineIndex, lineIndexOf } from './text/line-index.ts';
export type { LocatedDocument, ValuePath } from './text/located.ts';
export { type FileText, fileSizeLimit, readDocuments, tooLarge } from './text/read-documents.ts';
