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

/** The keywords of JSON Schema 2020-12 (Core, 8 and 10; Validation, 6 to 9), by what they hold. */
const keywordsByForm: Readonly<Record<Form, string>> = {
  any: 'default const',
  text: '$comment $schema $id $anchor $dynamicRef $dynamicAnchor title description format contentEncoding contentMediaType',
  number: 'multipleOf minimum maximum exclusiveMinimum exclusiveMaximum',
  count: 'minLength maxLength minContains maxContains minItems maxItems minProperties maxProperties',
  flag: 'deprecated readOnly writeOnly uniqueItems',
  list: 'examples enum',
  texts: 'required',
  type: 'type',
  pattern: 'pattern',
  reference: '$ref',
  schema:
    'contentSchema items contains unevaluatedItems additionalProperties unevaluatedProperties propertyNames not if then else',
  schemas: 'prefixItems allOf anyOf oneOf',
  'schemas by name': '$defs properties dependentSchemas',
  'schemas by pattern': 'patternProperties',
  'texts by name': 'dependentRequired',
};

/** What each keyword holds. */
export const keywords: ReadonlyMap<string, Form> = new Map(
  Object.entries(keywordsByForm).flatMap(([form, names]) =>
    names.split(' ').map((name) => [name, form as Form] as const),
  ),
);

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
