import { didYouMean, isJsonObject, type Json, type JsonObject, problem } from '../../kernel/index.ts';
import { argumentsWrong } from '../problems.ts';
import { type Fields, fieldsOf, typesOf } from './schema-types.ts';
import { typedValue } from './typed-value.ts';

/** What was given on the command line. */
export interface GivenArguments {
  /** `name=value`, `name=@file`, `name=@-`; `name=@@value` for a value that begins with `@`. */
  readonly pairs: readonly string[];
  /** All of them as one JSON object, or `@file`. */
  readonly json: string | undefined;
}

export type ReadInput = (file: string) => Promise<string>;

/**
 * The arguments of a call, typed by the input schema of the tool. Throws one problem that tells everything that is
 * wrong: names that the tool does not have, required ones that are missing, values of another type.
 */
export async function readArguments(
  tool: { readonly name: string; readonly inputSchema: JsonObject },
  { pairs, json }: GivenArguments,
  readInput: ReadInput,
): Promise<JsonObject> {
  const fields = fieldsOf(tool.inputSchema, tool.inputSchema);
  const wrong: string[] = [];
  const whole = json === undefined ? {} : parsedObject(await textOf(json, readInput), wrong);
  const values = new Map<string, Json | undefined>(Object.entries(whole));
  for (const [name, texts] of await textsByName(pairs, readInput, wrong)) {
    if (!fields.properties.has(name) && !fields.open) {
      wrong.push(unknown(name, fields, tool.name));
      continue;
    }
    const value = valueFor(name, texts, fields.properties.get(name), tool.inputSchema, wrong);
    if (value !== undefined) values.set(name, value);
  }
  const given = new Set([...values.keys(), ...pairs.map(nameOf)]);
  for (const name of fields.required) if (!given.has(name)) wrong.push(`${name} is missing`);
  if (wrong.length > 0) throw problem(argumentsWrong, { tool: tool.name, wrong });
  return Object.fromEntries(values);
}

function nameOf(pair: string): string {
  return pair.slice(0, Math.max(pair.indexOf('='), 0));
}

/** Several values of one name are the elements of an array. */
async function textsByName(
  pairs: readonly string[],
  readInput: ReadInput,
  wrong: string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = new Map<string, string[]>();
  for (const pair of pairs) {
    const name = nameOf(pair);
    if (name === '') wrong.push(`'${pair}' is not written as name=value`);
    else texts.set(name, [...(texts.get(name) ?? []), await textOf(pair.slice(name.length + 1), readInput)]);
  }
  return texts;
}

async function textOf(text: string, readInput: ReadInput): Promise<string> {
  if (text.startsWith('@@')) return text.slice(1);
  return text.startsWith('@') ? await readInput(text.slice(1)) : text;
}

function valueFor(
  name: string,
  texts: readonly string[],
  schema: Json | undefined,
  root: JsonObject,
  wrong: string[],
): Json | undefined {
  const typed = texts.map((text) => typedValue(text, schema, root));
  const misfit = typed.find((each) => 'wants' in each);
  if (misfit !== undefined && 'wants' in misfit) {
    wrong.push(`${name} wants ${misfit.wants}`);
    return undefined;
  }
  const values = typed.flatMap((each) => ('value' in each ? [each.value] : []));
  if (values.length < 2) return values[0];
  if (typesOf(schema, root).has('array')) return values.flat();
  wrong.push(`${name} is given ${values.length} times, and takes one value`);
  return undefined;
}

function unknown(name: string, { properties }: Fields, tool: string): string {
  const names = [...properties.keys()];
  const instead = names.length === 0 ? 'it takes none' : `there are ${names.join(', ')}`;
  return `${tool} has no argument '${name}': ${didYouMean(name, names) ?? instead}`;
}

function parsedObject(text: string, wrong: string[]): JsonObject {
  try {
    const value: Json = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Said below.
  }
  wrong.push('--json is no JSON object');
  return {};
}
