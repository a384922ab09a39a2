import { isJsonObject, type Json } from '../../../kernel/index.ts';

/** What a value of a keyword must be, and whether it is. */
interface ValueForm {
  readonly expected: string;
  readonly fits: (value: Json) => boolean;
}

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
const isText = (value: Json): boolean => typeof value === 'string';
const isTexts = (value: Json): boolean => Array.isArray(value) && (value as Json[]).every(isText);
const isCount = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0;

const any: ValueForm = { expected: 'anything', fits: () => true };
const text: ValueForm = { expected: 'a text', fits: isText };
const flag: ValueForm = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
const number: ValueForm = { expected: 'a number', fits: (value) => typeof value === 'number' };
const count: ValueForm = { expected: 'a whole number from 0 on', fits: isCount };
const list: ValueForm = { expected: 'a list', fits: (value) => Array.isArray(value) };
const texts: ValueForm = { expected: 'a list of names', fits: isTexts };

/** Keywords that are taken over as they are (JSON Schema 2020-12, and OpenAPI 3.0.4 section 4.7.24). */
export const copied: ReadonlyMap<string, ValueForm> = new Map<string, ValueForm>([
  [
    'type',
    {
      expected: `one of ${types.join(', ')}`,
      fits: (value) =>
        [value].flat().length > 0 && [value].flat().every((type) => types.some((known) => known === type)),
    },
  ],
  ['format', text],
  ['title', text],
  ['description', text],
  ['default', any],
  ['enum', { expected: 'a list with a value', fits: (value) => Array.isArray(value) && value.length > 0 }],
  ['const', any],
  ['multipleOf', { expected: 'a number above 0', fits: (value) => typeof value === 'number' && value > 0 }],
  ['maximum', number],
  ['exclusiveMaximum', number],
  ['minimum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['maxItems', count],
  ['minItems', count],
  ['uniqueItems', flag],
  ['maxContains', count],
  ['minContains', count],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', texts],
  [
    'dependentRequired',
    {
      expected: 'a mapping of lists of names',
      fits: (value) => isJsonObject(value) && Object.values(value).every((names) => isTexts(names ?? null)),
    },
  ],
  ['deprecated', flag],
  ['readOnly', flag],
  ['writeOnly', flag],
  ['examples', list],
  ['contentEncoding', text],
  ['contentMediaType', text],
]);

/** In OpenAPI 3.0 these say how `minimum` and `maximum` are meant. */
export const exclusive30: ValueForm = {
  expected: 'true or false',
  fits: (value) => typeof value === 'boolean' || typeof value === 'number',
};

/** One schema. */
export const nested = new Set([
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
]);

/** A list of schemas. */
export const nestedLists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** Schemas by name. */
export const nestedMaps = new Set(['properties', 'patternProperties', 'dependentSchemas']);

/** Without meaning for arguments or answers, or handled apart. */
export const dropped = new Set([
  '$ref',
  '$schema',
  '$comment',
  '$defs',
  'definitions',
  'xml',
  'externalDocs',
  'discriminator',
  'example',
  'nullable',
  'pattern',
]);
