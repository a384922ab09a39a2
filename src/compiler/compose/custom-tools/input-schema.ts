import { didYouMean, finding, isJsonObject } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { Context } from '../../context.ts';
import { badInputSchema, unknownKeyword } from './diagnostics.ts';
import { type Form, keywords, misfit } from './schema-keywords.ts';

type Path = readonly (string | number)[];

/**
 * The input schema of a custom tool: `input` as it is written, but closed. An argument that it does not declare has
 * no effect, so a model that makes one up is told so.
 */
export function inputSchemaOf(input: JsonSchema): JsonSchema {
  const decided = opening.some((keyword) => input[keyword] !== undefined);
  return decided ? input : { ...input, additionalProperties: false };
}

/** Keywords by which other members than those of `properties` may be allowed. */
const opening = [
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'allOf',
  'anyOf',
  'oneOf',
  '$ref',
];

/** Reports what is wrong with the `input` of a custom tool; whether it can be used. */
export function checkInput(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  input: JsonSchema,
  context: Context,
): boolean {
  const root: Path = ['customTools', name, 'input'];
  let sound = true;

  function refuse(path: Path, problem: string, hint?: string): void {
    sound = false;
    context.report(finding(badInputSchema, { problem, hint }, artifact.at([...root, ...path])));
  }

  function visit(schema: unknown, path: Path): void {
    if (typeof schema === 'boolean') return;
    if (!isJsonObject(schema)) return refuse(path, 'this should be a schema');
    for (const [keyword, value] of Object.entries(schema)) {
      const form = keywords.get(keyword);
      const at = [...path, keyword];
      if (form === undefined) checkUnknown(keyword, at);
      else {
        const expected = misfit(value, form);
        if (expected !== undefined) refuse(at, `${keyword} must be ${expected}`, hintFor(keyword, value));
        else visitNested(value, form, at);
      }
    }
    checkRequired(schema, path);
  }

  function visitNested(value: unknown, form: Form, path: Path): void {
    if (form === 'schema') visit(value, path);
    else if (form === 'schemas' && Array.isArray(value))
      for (const [index, schema] of value.entries()) visit(schema, [...path, index]);
    else if ((form === 'schemas by name' || form === 'schemas by pattern') && isJsonObject(value))
      for (const [key, schema] of Object.entries(value)) visit(schema, [...path, key]);
    else if (form === 'reference' && typeof value === 'string' && !resolves(value, input))
      refuse(path, `there is no '${value}' in this input`, 'refer to something in it, like #/$defs/Order');
  }

  function checkUnknown(keyword: string, path: Path): void {
    // Short words are near to many keywords; annotations of one's own are allowed.
    if (keyword.length < 5 || keyword.startsWith('x-')) return;
    const suggestion = didYouMean(keyword, keywords.keys());
    if (suggestion === undefined) return;
    const at = artifact.at([...root, ...path], 'key');
    context.report(finding(unknownKeyword, { keyword, suggestion }, at));
  }

  function checkRequired(schema: JsonSchema, path: Path): void {
    const { required } = schema;
    const closed = path.length === 0 ? inputSchemaOf(schema) : schema;
    if (!Array.isArray(required) || closed['additionalProperties'] !== false) return;
    const properties = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
    if (isJsonObject(schema['patternProperties'])) return;
    required.forEach((each, index) => {
      if (typeof each !== 'string' || properties.includes(each)) return;
      const hint = didYouMean(each, properties) ?? `declare it under properties`;
      refuse([...path, 'required', index], `'${each}' is required, but not among the properties`, hint);
    });
  }

  visit(input, []);
  return sound;
}

function hintFor(keyword: string, value: unknown): string | undefined {
  if (keyword !== 'type' || typeof value !== 'string') return undefined;
  const other = aliases[value.toLowerCase()];
  return other === undefined
    ? didYouMean(value, ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])
    : `write ${other}`;
}

/** What other languages call the types. */
const aliases: Readonly<Record<string, string>> = {
  int: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  str: 'string',
  text: 'string',
  date: 'string, with format: date',
  bool: 'boolean',
  list: 'array',
  map: 'object',
  dict: 'object',
};

/** Whether a reference leads to something of the same schema (RFC 6901). */
function resolves(reference: string, root: JsonSchema): boolean {
  if (reference === '#') return true;
  if (!reference.startsWith('#/')) return false;
  let current: unknown = root;
  for (const segment of reference.slice(2).split('/')) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return false;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}
