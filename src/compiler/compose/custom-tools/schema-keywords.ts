import { isJsonObject } from '../../../kernel/index.ts';

/** What a keyword of JSON Schema may hold; the schemas in it are looked at in turn. */
export type Form =
  | 'text'
  | 'number'
  | 'count'
  | 'flag'
  | 'texts'
  | 'list'
  | 'any'
  | 'type'
  | 'pattern'
  | Nested;

type Nested = 'reference' | 'schema' | 'schemas' | 'schemas by name' | 'schemas by pattern' | 'texts by name';

/** The keywords of JSON Schema 2020-12 (Core, 8 and 10; Validation, 6 to 9). */
export const keywords: Readonly<Record<string, Form>> = {
  $ref: 'reference',
  $defs: 'schemas by name',
  $comment: 'text',
  $schema: 'text',
  $id: 'text',
  $anchor: 'text',
  $dynamicRef: 'text',
  $dynamicAnchor: 'text',
  title: 'text',
  description: 'text',
  default: 'any',
  deprecated: 'flag',
  readOnly: 'flag',
  writeOnly: 'flag',
  examples: 'list',
  type: 'type',
  enum: 'list',
  const: 'any',
  format: 'text',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',
  contentEncoding: 'text',
  contentMediaType: 'text',
  contentSchema: 'schema',
  multipleOf: 'number',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  items: 'schema',
  prefixItems: 'schemas',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'flag',
  unevaluatedItems: 'schema',
  properties: 'schemas by name',
  patternProperties: 'schemas by pattern',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  minProperties: 'count',
  maxProperties: 'count',
  required: 'texts',
  dependentRequired: 'texts by name',
  dependentSchemas: 'schemas by name',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
};

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** What a value should be instead; undefined when its form is right. */
export function misfit(value: unknown, form: Form): string | undefined {
  const isTexts = (list: unknown): boolean =>
    Array.isArray(list) && list.every((item) => typeof item === 'string');
  const forms: Readonly<Record<Form, () => boolean>> = {
    any: () => true,
    text: () => typeof value === 'string',
    number: () => typeof value === 'number',
    count: () => typeof value === 'number' && Number.isInteger(value) && value >= 0,
    flag: () => typeof value === 'boolean',
    list: () => Array.isArray(value),
    texts: () => isTexts(value),
    type: () => [value].flat().every((one) => typeof one === 'string' && types.includes(one)),
    pattern: () => typeof value === 'string' && isPattern(value),
    reference: () => typeof value === 'string',
    schema: () => typeof value === 'boolean' || isJsonObject(value),
    schemas: () => Array.isArray(value) && value.length > 0,
    'schemas by name': () => isJsonObject(value),
    'schemas by pattern': () => isJsonObject(value) && Object.keys(value).every(isPattern),
    'texts by name': () => isJsonObject(value) && Object.values(value).every(isTexts),
  };
  return forms[form]() ? undefined : wanted[form];
}

/** As validators read it (ECMA-262, with `u`). */
function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

const wanted: Readonly<Record<Form, string>> = {
  any: 'anything',
  text: 'a text',
  number: 'a number',
  count: 'a whole number of 0 or more',
  flag: 'true or false',
  list: 'a list',
  texts: 'a list of texts',
  type: `one of ${types.join(', ')}, or a list of them`,
  pattern: 'a regular expression (ECMA-262, unicode)',
  reference: 'a text like #/$defs/Order',
  schema: 'a schema',
  schemas: 'a list of schemas',
  'schemas by name': 'a mapping of schemas',
  'schemas by pattern': 'a mapping of schemas, by regular expressions',
  'texts by name': 'a mapping of lists of texts',
};
