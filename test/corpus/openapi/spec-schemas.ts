import { createRequire } from 'node:module';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';

const oracles = createRequire(new URL('../../oracles/package.json', import.meta.url));

type Verdict = (value: unknown) => boolean;

interface Ajv {
  addSchema(schema: unknown, key: string): void;
  compile(schema: unknown): Verdict;
}

/** One answer of an operation with JSON content: its schema as the description has it, and its examples. */
export interface Answer {
  readonly schema: JsonObject;
  readonly examples: readonly unknown[];
}

/** Reads the answers of a description, and has Ajv judge values by its schemas; nothing of ours is used. */
export interface SpecSchemas {
  /** Those of 2xx, of `GET /path`. */
  answersOf(operation: string): readonly Answer[];
  /** By the rules of the dialect: draft 4 and `nullable` in 2.0 and 3.0, 2020-12 in 3.1. */
  judge(schema: JsonObject): Verdict;
}

/** How a description is read where people do not mean what it says. */
export interface Leniency {
  /** `nullable` counts beside an `enum` that lacks null, too. */
  readonly nullInEnum?: true;
  /** `nullable` counts where no type stands beside it, too. */
  readonly nullWithoutType?: true;
  /** `format` is a note (JSON Schema 2020-12, Validation, 7.2.1). */
  readonly noFormats?: true;
}

export function specSchemas(spec: JsonObject, leniency: Leniency = {}): SpecSchemas {
  const is31 = JSON.stringify(spec['openapi'] ?? '').startsWith('"3.1');
  const Ajv = oracles(is31 ? 'ajv/dist/2020' : 'ajv-draft-04') as { default: new (options: unknown) => Ajv };
  const ajv = new Ajv.default({
    strict: false,
    logger: false,
    // OpenAPI 3.0.3, 4.7.23: what stands beside a reference is ignored.
    ignoreKeywordsWithRef: !is31,
    validateFormats: leniency.noFormats !== true,
  });
  // The clients of MCP's SDK judge answers by these too.
  const formats = oracles('ajv-formats') as { default: (ajv: Ajv) => void };
  if (leniency.noFormats !== true) formats.default(ajv);
  const components =
    spec['swagger'] === undefined ? at(spec, ['components', 'schemas']) : at(spec, ['definitions']);
  ajv.addSchema({ definitions: rewrittenMap(components ?? {}, '', { spec, leniency }) }, 'spec');
  const verdicts = new Map<string, Verdict>();
  const items = Object.entries(at(spec, ['paths']) ?? {});
  const paths = new Map(items.map(([path, item]) => [path.trim(), followed(item, spec)]));

  return {
    answersOf: (operation) => answersOf(paths, operation, spec),
    judge: (schema) => {
      const own = rewritten(schema, 'spec', { spec, leniency });
      const key = JSON.stringify(own);
      const known = verdicts.get(key) ?? ajv.compile(own);
      verdicts.set(key, known);
      return known;
    },
  };
}

function answersOf(paths: ReadonlyMap<string, JsonObject>, operation: string, spec: JsonObject): Answer[] {
  const [method = '', path = ''] = operation.split(/ (.*)/s);
  const responses = at(paths.get(path), [method.toLowerCase(), 'responses']) ?? {};
  return Object.entries(responses)
    .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
    .flatMap(([, declared]) => {
      const response = followed(declared, spec);
      return spec['swagger'] === undefined ? contentOf(response, spec) : answerOf20(response);
    });
}

function contentOf(response: JsonObject, spec: JsonObject): Answer[] {
  return Object.entries(at(response, ['content']) ?? {})
    .filter(([type]) => /^application\/([^;]+\+)?json/i.test(type))
    .flatMap(([, media]) => {
      const { schema, example, examples } = media as JsonObject;
      if (!isJsonObject(schema)) return [];
      const named = Object.values(isJsonObject(examples) ? examples : {})
        .map((each) => followed(each, spec))
        .filter((each) => each['value'] !== undefined)
        .map(({ value }) => value);
      return [{ schema, examples: [...(example === undefined ? [] : [example]), ...named] }];
    });
}

function answerOf20(response: JsonObject): Answer[] {
  const { schema, examples } = response;
  if (!isJsonObject(schema)) return [];
  const json = isJsonObject(examples) ? Object.entries(examples).filter(([type]) => /json/.test(type)) : [];
  return [{ schema, examples: json.map(([, value]) => value) }];
}

/** The value that a JSON Pointer of the description leads to, as often as it takes. */
function followed(value: unknown, spec: JsonObject): JsonObject {
  let current = value;
  for (let count = 0; count < 20 && isJsonObject(current) && typeof current['$ref'] === 'string'; count++)
    current = current['$ref']
      .slice(2)
      .split('/')
      .map(unescaped)
      .reduce<unknown>((part, key) => (isJsonObject(part) ? part[key] : undefined), spec);
  return isJsonObject(current) ? current : {};
}

function unescaped(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
}

function at(value: unknown, path: readonly string[]): JsonObject | undefined {
  const found = path.reduce<unknown>((part, key) => (isJsonObject(part) ? part[key] : undefined), value);
  return isJsonObject(found) ? found : undefined;
}

const maps = new Set(['properties', 'patternProperties', 'dependentSchemas']);

interface Context {
  readonly spec: JsonObject;
  readonly leniency: Leniency;
}

/** The same schemas with references to where Ajv has them; those to other places are put in their place. */
function rewritten(value: unknown, base: string, context: Context): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, base, context));
  if (!isJsonObject(value)) return value;
  const { $ref } = value;
  const [, name] =
    /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(typeof $ref === 'string' ? $ref : '') ?? [];
  if (typeof $ref === 'string' && name === undefined)
    return rewritten(followed(value, context.spec), base, context);
  const schema = Object.entries(value)
    .filter(([key]) => !['example', 'examples', 'discriminator', '$ref'].includes(key))
    // OpenAPI 3.0.3, 4.7.24: without a type in the same schema, `nullable` has no effect.
    .filter(([key]) => key !== 'nullable' || typeof value['type'] === 'string')
    .map(([key, member]) => [
      key,
      maps.has(key) ? rewrittenMap(member, base, context) : rewritten(member, base, context),
    ]);
  const own = {
    ...Object.fromEntries(schema),
    ...(context.leniency.nullInEnum === true && isNullable(value)
      ? { enum: [...new Set([...((value['enum'] ?? []) as unknown[]), null])] }
      : {}),
    ...(name === undefined ? {} : { $ref: `${base}#/definitions/${name}` }),
    // The word that tools of 2.0 agree on.
    ...(value['x-nullable'] === true && typeof value['type'] === 'string' ? { nullable: true } : {}),
  };
  const isLoose = value['nullable'] === true && value['type'] === undefined;
  return context.leniency.nullWithoutType === true && isLoose ? { anyOf: [own, { enum: [null] }] } : own;
}

function rewrittenMap(value: unknown, base: string, context: Context): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, rewritten(member, base, context)]),
  );
}

function isNullable(schema: JsonObject): boolean {
  return schema['nullable'] === true && Array.isArray(schema['enum']);
}
