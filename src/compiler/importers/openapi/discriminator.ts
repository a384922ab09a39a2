import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { refOf } from './resolve.ts';

/** More values do not help a model. */
const valueLimit = 20;

/**
 * What a `discriminator` says to who fills in a value, as a sentence: it names the alternatives of `oneOf` and
 * `anyOf` and changes nothing about which values are valid (OpenAPI 3.1, 4.8.25). Undefined where nothing is chosen.
 */
export function choiceOf(schema: JsonObject): string | undefined {
  const { discriminator } = schema;
  const alternatives = [schema['oneOf'], schema['anyOf']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  if (!isJsonObject(discriminator) || alternatives.length === 0) return undefined;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string') return undefined;
  const values = isJsonObject(mapping) ? Object.keys(mapping) : alternatives.flatMap(nameOf);
  const listed = values.slice(0, valueLimit).map((value) => `'${value}'`);
  if (listed.length === 0) return undefined;
  const more = values.length > valueLimit ? ', …' : '';
  return `Its property '${propertyName}' says which it is: ${listed.join(', ')}${more}.`;
}

/** Without a mapping an alternative goes by the name of its schema. */
function nameOf(alternative: unknown): string[] {
  const ref = isJsonObject(alternative) ? refOf(alternative) : undefined;
  return ref === undefined ? [] : [ref.slice(ref.lastIndexOf('/') + 1)];
}
