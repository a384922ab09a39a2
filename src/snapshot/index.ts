/** snapshot: what machines exchange — compiled objects, their digests, views, signatures and bundles. */

export { type Bundle, bundleLines, readBundle } from './bundle.ts';
export type { BundleFault } from './bundle-lines.ts';
export { readStep, stepLines } from './bundle-step.ts';
export { canonicalBytes } from './canonical.ts';
export { composeView, type Deployed, type ViewList } from './compose-view.ts';
export { contextTokens } from './context-cost.ts';
export { type Digest, digestOf, digestOfJson, isDigest, shortDigest } from './digest.ts';
export { byElection, serviceUrl } from './elections.ts';
export {
  changeOf,
  differenceOf,
  digestOfList,
  type EntryList,
  type ListChange,
  nextList,
} from './entry-list.ts';
export type { BuildResult, Feed, Finding, Staged, View, ViewServer } from './feed.ts';
export { compareOrder, type Order, type ViewHeader } from './header.ts';
export {
  forwardedNames,
  type HeaderDirection,
  isHeaderName,
  whyNeverPasses,
  whyNeverTaken,
} from './header-names.ts';
export { expositionId, groupId, type Id, looksLikeId, planId, serviceId } from './identity.ts';
export { formatLabels, malformedLabels, matchesGroup, mismatches, parseLabels } from './labels.ts';
export { parseList } from './list.ts';
export { expositionNameOf, planNameOf, serviceNameOf } from './manifest-names.ts';
export {
  type AccessObject,
  isTokenAlgorithm,
  type TokenAlgorithm,
  tokenAlgorithms,
} from './objects/access.ts';
export type { Call } from './objects/call.ts';
export type {
  BackendTls,
  CredentialGrant,
  CredentialObject,
  OauthClient,
} from './objects/credential.ts';
export type { ScriptCall, TargetCall } from './objects/custom-call.ts';
export type { DescriptorObject, TypeNode } from './objects/descriptor.ts';
export type { ElectionObject } from './objects/election.ts';
export type { ApiKey, BackendSecret, ExpositionObject } from './objects/exposition.ts';
export type { FilterObject } from './objects/filter.ts';
export type { GraphqlCall } from './objects/graphql-call.ts';
export type { GroupObject } from './objects/group.ts';
export type { GrpcCall } from './objects/grpc-call.ts';
export type { HeaderPolicy } from './objects/header-policy.ts';
export type { BodyPart, FormEncoding, HttpBody, HttpCall, HttpParameter } from './objects/http-call.ts';
export type { JsonSchema } from './objects/json-schema.ts';
export {
  formatsOf,
  isObjectKind,
  type ObjectKind,
  type ObjectOf,
  servedFormats,
  servedKinds,
} from './objects/kinds.ts';
export type { ManifestObject } from './objects/manifest.ts';
export type { PolicyObject } from './objects/policy.ts';
export type { PromptObject } from './objects/prompt.ts';
export type { ResourceObject } from './objects/resource.ts';
export type { SchemaObject } from './objects/schema.ts';
export type { SourceObject } from './objects/source.ts';
export { type ToolObject, toolNameOf } from './objects/tool.ts';
export { isToolOf, type ToolOf } from './objects/tool-of.ts';
export { cachingOpener, type Opener, openObject, openSealed } from './open-object.ts';
export { fillPlaceholders, placeholdersOf } from './placeholders.ts';
export { policyExpressions } from './policy/on-demand.ts';
export { planTypes } from './policy/plan-types.ts';
export {
  type Origin,
  openProvenance,
  originRow,
  type Provenance,
  provenanceOfRows,
  sealProvenance,
} from './provenance.ts';
export { referencesOf } from './references.ts';
export { type Check, lazyCheck } from './schema-check.ts';
export {
  compareEntries,
  type Entry,
  entryKey,
  listBytes,
  listDigest,
  listRow,
  type SealedObject,
  seal,
} from './sealed.ts';
export {
  type Envelope,
  envelopeSchema,
  generateSigningKey,
  headerOf,
  isEndorsedBy,
  isSignedBy,
  keyIdOf,
  type PublicKey,
  publicKeyOf,
  type Signer,
  signerOf,
  unsignedEnvelope,
} from './signing.ts';
export { type Snapshot, type SnapshotList, snapshotOf, snapshotOfPieces } from './snapshot.ts';
export type { SurfaceChange } from './surface-diff/change.ts';
export type { ChangeClass, ChangeKind } from './surface-diff/change-kind.ts';
export { type ChangeName, changeClasses, changeKinds, changeNames } from './surface-diff/change-kinds.ts';
export { diffSides, type EndpointChange, expositionsOf, labelOf } from './surface-diff/diff-sides.ts';
export { diffSurfaces } from './surface-diff/diff-surfaces.ts';
export { hintsOf } from './surface-diff/hints.ts';
export { type Surface, type SurfaceSide, surfacesOf } from './surface-diff/surface.ts';
export { touchedExpositions } from './surface-diff/touched.ts';
export { longestUri, type MatchUri, uriMatcher } from './uri-template/match.ts';
export { commonUri, type Patience, type TemplateLanguage, templateLanguage } from './uri-template/overlap.ts';
export {
  isTemplateFault,
  parseUriTemplate,
  type UriTemplate,
  variablesOf,
} from './uri-template/parse.ts';
export { isUri } from './uri-template/uri.ts';
