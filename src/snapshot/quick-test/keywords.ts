import { isJsonObject, type Json } from '../../kernel/index.ts';

type Shape = (value: Json) => boolean;

const isNumber: Shape = (value) => typeof value === 'number';
const isText: Shape = (value) => typeof value === 'string';
const isSchema: Shape = (value) => typeof value === 'boolean' || isJsonObject(value);
const isList = (each: Shape): Shape => {
  return (value) => Array.isArray(value) && value.every(each);
};
/** What is equal to another value when it is the same one. */
const isPlain: Shape = (value) => typeof value !== 'object' || value === null;

/** The keywords that decide and that are tested, each with the shape that it has to have. */
const shapes: Readonly<Record<string, Shape>> = {
  $defs: isJsonObject,
  $ref: (value) => typeof value === 'string' && /^#\/\$defs\/[^/%~]+$/.test(value),
  type: (value) => isText(value) || isList(isText)(value),
  enum: isList(isPlain),
  const: isPlain,
  allOf: isList(isSchema),
  anyOf: isList(isSchema),
  oneOf: isList(isSchema),
  not: isSchema,
  properties: isJsonObject,
  additionalProperties: isSchema,
  required: isList(isText),
  minProperties: isNumber,
  maxProperties: isNumber,
  items: isSchema,
  minItems: isNumber,
  maxItems: isNumber,
  uniqueItems: (value) => typeof value === 'boolean',
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  minLength: isNumber,
  maxLength: isNumber,
  pattern: isText,
  format: isText,
};

/** Keywords that decide nothing (JSON Schema Validation 2020-12, sections 8 and 9), and those of OpenAPI. */
const silent =
  /^(\$comment|\$schema|title|description|default|deprecated|readOnly|writeOnly|examples?|content\w+|discriminator|externalDocs|xml|x-.*)$/;

/** Whether a keyword can be tested, or says nothing. */
export function isKnown(keyword: string, value: Json): boolean {
  const shape = Object.hasOwn(shapes, keyword) ? shapes[keyword] : undefined;
  return shape === undefined ? silent.test(keyword) : shape(value);
}
