/** What becomes of each schema keyword (JSON Schema 2020-12, and OpenAPI 3.0.4 section 4.7.24). */
export const copied = new Set([
  'type',
  'format',
  'title',
  'description',
  'default',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
  'deprecated',
  'readOnly',
  'writeOnly',
  'examples',
  'contentEncoding',
  'contentMediaType',
]);

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
