import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './objects/json-schema.ts';
import { quickTest } from './quick-test/quick-test.ts';

/** Problems reported at once; more do not help a model. */
const problemLimit = 5;

/** Checks a value against a JSON Schema (2020-12): what is wrong, in words; empty when all is well. */
export type Check = (value: unknown) => readonly string[];

/**
 * The checker of a schema, built when it is first used; it looks for all problems, or no further than the first one. What fits, as nearly all does, a quick
 * test finds to fit.
 */
export function lazyCheck(schema: JsonSchema, until: 'all' | 'first' = 'all'): Check {
  let quick: ReturnType<typeof quickTest>;
  let isMade = false;
  let validator: Validator | undefined;
  return (value) => {
    if (!isMade) quick = quickTest(schema);
    isMade = true;
    if (quick?.(value)) return [];
    validator ??= new Validator(schema, '2020-12', until === 'first');
    const { valid, errors } = validator.validate(value);
    if (valid) return [];
    const leaves = errors.filter(({ keyword }) => !summaries.has(keyword));
    const texts = (leaves.length > 0 ? leaves : errors).map(describe);
    return [...new Set(texts)].slice(0, problemLimit);
  };
}

/** Keywords whose failure only says that something inside of them failed. */
const summaries = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'then',
  'else',
]);

function describe({ instanceLocation, keyword, error }: OutputUnit): string {
  const place = instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.');
  const at = (name: string): string => [place, name].filter((part) => part !== '').join('.');
  if (keyword === 'required') return `${at(/property "(.*)"/.exec(error)?.[1] ?? '')} is required`;
  if (keyword === 'false') return `${place} is not known here`;
  if (keyword === 'type') {
    const [, given, expected] = /type "(.*)" is invalid\. Expected "(.*)"/.exec(error) ?? [];
    if (given !== undefined)
      return `${place || 'the value'} must be ${expected?.replaceAll('", "', ' or ')}, not ${given}`;
  }
  const text = error.replace(/^Instance /, '').replace(/\.$/, '');
  return place === '' ? text : `${place} ${text}`;
}
