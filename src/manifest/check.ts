import type { z } from 'zod';
import {
  type Diagnostic,
  didYouMean,
  finding,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../kernel/index.ts';
import {
  clusterStatus,
  missingField,
  notAMapping,
  unknownField,
  unknownKind,
  wrongApiVersion,
  wrongValue,
} from './check-diagnostics.ts';
import { issueDiagnostics, likeliest } from './issues.ts';
import { apiVersion } from './kinds/common.ts';
import {
  artifactKinds,
  isArtifactKind,
  isResourceKind,
  type Kind,
  kinds,
  resourceKinds,
} from './kinds/index.ts';
import type { Manifest } from './manifest.ts';
import type { LocatedDocument } from './text/located.ts';

/** What a document is: a manifest, something else that is none of ours, or a manifest with mistakes. */
export interface CheckResult {
  readonly manifest: Manifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The document claims to be a manifest of ours. */
  readonly ours: boolean;
  /** What a manifest with mistakes seems to define, so that references to it are not called dangling. */
  readonly mistaken?: readonly Mistaken[];
}

/** A kind, and the names that others may know it by; none when that cannot be told. */
export interface Mistaken {
  readonly kind: Kind;
  readonly names: readonly string[];
}

const foreign: CheckResult = { manifest: undefined, diagnostics: [], ours: false };

/** Checks one document against the schema of its kind. Documents of other systems are left alone. */
export function checkDocument(document: LocatedDocument): CheckResult {
  const { value } = document;
  if (!isJsonObject(value)) {
    if (value === null || typeof value !== 'object') return foreign;
    return failed([finding(notAMapping, { received: 'a list' }, document.locate([]))]);
  }
  const version = value['apiVersion'];
  const kindText = value['kind'];
  if (typeof version !== 'string') return foreign;
  if (typeof kindText !== 'string')
    return version.startsWith('reshapr.io/') ? withoutKind(document) : foreign;
  const kind = kindOf(kindText);
  if (version !== apiVersion) {
    const near = kind !== undefined && didYouMean(version, [apiVersion]) !== undefined;
    if (!near && !version.startsWith('reshapr.io/')) return foreign;
    const wrong = { given: version, expected: apiVersion };
    return {
      ...failed([finding(wrongApiVersion, wrong, document.locate(['apiVersion']))]),
      mistaken: mistakenOf(kind, value),
    };
  }
  if (kind === undefined) {
    const suggestion = didYouMean(kindText, kinds);
    const unknown = { given: kindText, suggestion, kinds: kinds.join(', ') };
    return {
      ...failed([finding(unknownKind, unknown, document.locate(['kind']))]),
      mistaken: mistakenOf(undefined, value),
    };
  }
  const checked = checkKind(kind, value, document);
  return checked.manifest === undefined ? { ...checked, mistaken: mistakenOf(kind, value) } : checked;
}

function withoutKind(document: LocatedDocument): CheckResult {
  const given = isJsonObject(document.value) ? document.value['kind'] : undefined;
  if (given !== undefined)
    return failed([
      finding(wrongValue, { where: 'kind', problem: 'must be a string' }, document.locate(['kind'])),
    ]);
  const start = document.locate([]).range.start;
  const at = { file: document.file, range: { start, end: start } };
  const missing = finding(missingField, { field: 'kind', where: 'the manifest' }, at);
  return {
    ...failed([missing]),
    ...(isJsonObject(document.value) ? { mistaken: mistakenOf(undefined, document.value) } : {}),
  };
}

/** Of a kind that cannot be told it may be each. */
function mistakenOf(kind: Kind | undefined, value: JsonObject): Mistaken[] {
  if (kind !== undefined) return [mistakenAs(kind, value)];
  return kinds.map((each) => mistakenAs(each, value)).filter(({ names }) => names.length > 0);
}

function mistakenAs(kind: Kind, value: JsonObject): Mistaken {
  const text = (holder: Json | undefined, field: string): string[] => {
    const member = isJsonObject(holder) ? holder[field] : undefined;
    return typeof member === 'string' ? [member] : [];
  };
  const { metadata, spec } = value;
  if (kind === 'Service') {
    const [[name], [version]] = [text(spec, 'name'), text(spec, 'version')];
    return { kind, names: name === undefined || version === undefined ? [] : [name, `${name}:${version}`] };
  }
  const secrets = isJsonObject(spec) && Array.isArray(spec['secrets']) ? (spec['secrets'] as Json[]) : [];
  const names = [
    ...text(metadata, 'name'),
    ...text(spec, 'name'),
    ...secrets.flatMap((each) => text(each, 'name')),
  ];
  return { kind, names };
}

function checkKind(kind: Kind, value: JsonObject, document: LocatedDocument): CheckResult {
  const bare = isArtifactKind(kind) && value['spec'] === undefined;
  const schema = schemaFor(kind, bare);
  const named = kind === value['kind'] ? value : { ...value, kind };
  const strict = schema.safeParse(named);
  const notes: Diagnostic[] = [];
  if (value['status'] !== undefined && !bare)
    notes.push(finding(clusterStatus, {}, document.locate(['status'], 'key')));
  // The schemas only look: what they accept is the value itself, which is not kept twice.
  if (strict.success) return passed(kind, bare, named, document, notes);

  const diagnostics = issueDiagnostics(strict.error.issues, document, schema);
  if (!bare) return failed([...notes, ...diagnostics]);
  const tolerated = diagnostics.map(
    (diagnostic): Diagnostic =>
      diagnostic.code === unknownField.code ? { ...diagnostic, severity: 'warning' } : diagnostic,
  );
  if (tolerated.some((diagnostic) => diagnostic.severity === 'error'))
    return failed([...notes, ...tolerated]);
  const loose = schema.safeParse(withoutUnknown(named, strict.error.issues));
  if (!loose.success)
    return failed([...notes, ...tolerated, ...issueDiagnostics(loose.error.issues, document, schema)]);
  return passed(kind, bare, loose.data, document, [...notes, ...tolerated]);
}

function passed(
  kind: Kind,
  bare: boolean,
  data: unknown,
  document: LocatedDocument,
  diagnostics: readonly Diagnostic[],
): CheckResult {
  const checked = data as {
    metadata?: { name: string; annotations?: Record<string, string>; renamedFrom?: string };
    spec?: unknown;
  };
  const root = bare ? [] : ['spec'];
  const manifest = {
    kind,
    name: checked.metadata?.name ?? document.file.slice(document.file.lastIndexOf('/') + 1),
    file: document.file,
    range: document.range,
    annotations: checked.metadata?.annotations ?? {},
    renamedFrom: checked.metadata?.renamedFrom,
    spec: bare ? checked : checked.spec,
    at: (path: readonly (string | number)[], part?: 'key' | 'value') =>
      document.locate([...root, ...path], part),
    nameAt: () => document.locate(bare ? ['kind'] : ['metadata', 'name']),
  } as Manifest;
  return { manifest, diagnostics, ours: true };
}

function failed(diagnostics: readonly Diagnostic[]): CheckResult {
  return { manifest: undefined, diagnostics, ours: true };
}

/** `Resource` is the older name of `Resources`. */
function kindOf(text: string): Kind | undefined {
  if (text === 'Resource') return 'Resources';
  return kinds.find((kind) => kind === text);
}

function schemaFor(kind: Kind, bare: boolean): z.ZodType {
  if (isResourceKind(kind)) return resourceKinds[kind];
  return bare ? artifactKinds[kind].bare : artifactKinds[kind].resource;
}

/** The value without the keys that the issues call unknown. */
function withoutUnknown(value: JsonObject, issues: readonly z.core.$ZodIssue[]): Json {
  const copy = structuredClone(value) as Json;
  for (const issue of issues) dropUnknown(copy, issue, []);
  return copy;
}

function dropUnknown(root: Json, issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): void {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union')
    for (const inner of likeliest(issue.errors) ?? []) dropUnknown(root, inner, path);
  if (issue.code !== 'unrecognized_keys') return;
  let target: unknown = root;
  for (const key of path) target = (target as Record<PropertyKey, unknown> | undefined)?.[key];
  if (typeof target === 'object' && target !== null)
    for (const key of issue.keys) delete (target as Record<string, unknown>)[key];
}
