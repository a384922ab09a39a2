import { z } from 'zod';
import { type Diagnostic, didYouMean, finding, isJsonObject, type Json } from '../kernel/index.ts';
import { missingField, unknownField, wrongValue } from './check-diagnostics.ts';
import type { LocatedDocument, ValuePath } from './text/located.ts';

type Issue = z.core.$ZodIssue;

/** Turns what zod found into findings at the exact places. */
export function issueDiagnostics(
  issues: readonly Issue[],
  document: LocatedDocument,
  schema: z.ZodType,
): Diagnostic[] {
  return issues.flatMap((issue) => issueDiagnostic(issue, [], document, schema));
}

function issueDiagnostic(
  issue: Issue,
  prefix: ValuePath,
  document: LocatedDocument,
  schema: z.ZodType,
): Diagnostic[] {
  const path = [...prefix, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((field) =>
      finding(
        unknownField,
        { field, where: describe(path), suggestion: didYouMean(field, fieldsAt(schema, path)) },
        document.locate([...path, field], 'key'),
      ),
    );
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors);
    if (branch !== undefined)
      return branch.flatMap((inner) => issueDiagnostic(inner, path, document, schema));
  }
  const value = valueAt(document.value, path);
  const field = path.at(-1);
  if (value === undefined && typeof field === 'string') {
    const parent = path.slice(0, -1);
    const at = document.locate(parent, parent.length === 0 ? 'value' : 'key');
    const start = {
      file: at.file,
      range: parent.length === 0 ? { start: at.range.start, end: at.range.start } : at.range,
    };
    return [finding(missingField, { field, where: describe(parent) }, start)];
  }
  const at = document.locate(path);
  const problem = { where: describe(path), problem: problemOf(issue), hint: hintOf(issue, value) };
  const found = finding(wrongValue, problem, at);
  return [path.some((key) => secretFields.has(key)) ? { ...found, sensitive: true } : found];
}

/** Where a person may have written a secret, though not in the right form. */
const secretFields = new Set<string | number>(['apiKey', 'clientSecret', 'password', 'token']);

/** Of the alternatives of a union, the one that the author most likely meant: the one with least to mend. */
export function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const weigh = (issues: readonly Issue[]): number =>
    issues.reduce(
      (sum, issue) => sum + (issue.path.length === 0 && issue.code === 'invalid_type' ? 10 : 1),
      0,
    );
  const sorted = [...branches].filter((issues) => issues.length > 0).sort((a, b) => weigh(a) - weigh(b));
  const best = sorted[0];
  return best !== undefined && weigh(best) < 10 ? best : undefined;
}

function problemOf(issue: Issue): string {
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}`;
  if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}`;
  if (issue.code === 'invalid_union') return 'has none of the forms that are allowed here';
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function hintOf(issue: Issue, value: Json | undefined): string | undefined {
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    (typeof value === 'number' || typeof value === 'boolean')
  )
    return 'put it in quotes';
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'array') return 'write it as a list, in [ ] or with a dash before each';
    if (issue.expected === 'string' && Array.isArray(value))
      return 'write a single one, without [ ] or a dash';
    if (issue.expected === 'number' && typeof value === 'string')
      return 'write the number alone, without a unit and without quotes';
    if (issue.expected === 'record') return 'write name: value, one on each line';
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'apiKey')
    return 'run `reshapr api-key create <plan>`, or write from: ${env:NAME}';
  if (issue.code === 'invalid_value' && typeof value === 'string')
    return didYouMean(value, issue.values.map(String));
  return undefined;
}

function article(type: string): string {
  const names: Record<string, string> = {
    object: 'a mapping',
    array: 'a list',
    record: 'a mapping',
    int: 'a whole number',
  };
  return names[type] ?? `a ${type}`;
}

/** `spec.service` of a manifest, or the manifest itself. */
function describe(path: ValuePath): string {
  if (path.length === 0) return 'the manifest';
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

function valueAt(value: Json, path: ValuePath): Json | undefined {
  let current: Json | undefined = value;
  for (const key of path) {
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(key)];
    else if (isJsonObject(current)) current = current[String(key)];
    else return undefined;
  }
  return current;
}

/** Names of the fields that a schema allows at a path, whichever alternative applies. */
function fieldsAt(schema: z.ZodType, path: ValuePath): string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  let nodes: z.core.JSONSchema._JSONSchema[] = [root];
  for (const key of path)
    nodes = nodes.flatMap(alternatives).flatMap((node) => {
      if (typeof node === 'boolean') return [];
      const child =
        typeof key === 'number' ? node.items : (node.properties?.[key] ?? node.additionalProperties);
      return child === undefined ? [] : [child].flat();
    });
  return nodes
    .flatMap(alternatives)
    .flatMap((node) => (typeof node === 'boolean' ? [] : Object.keys(node.properties ?? {})));
}

function alternatives(node: z.core.JSONSchema._JSONSchema): z.core.JSONSchema._JSONSchema[] {
  if (typeof node === 'boolean') return [];
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...inner.flatMap(alternatives)];
}
