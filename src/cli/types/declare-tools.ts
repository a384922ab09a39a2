import { compareText, isJsonObject } from '../../kernel/index.ts';
import type { JsonSchema, ToolObject } from '../../snapshot/index.ts';
import { compileTypes } from './compile-types.ts';
import type { SelectedTool, SelectedTools } from './select-tools.ts';
import { type SimpleSchema, simpleSchema, type TypeOf } from './simple-schema.ts';
import { typeNames } from './type-names.ts';

/** An interface with a member for every tool. */
export interface ToolMap {
  /** Name of the interface. */
  readonly name: string;
  readonly tools: readonly SelectedTool[];
}

/** Names that the declarations use themselves. */
const reserved = [
  'AnyTool',
  'Answers',
  'Call',
  'OtherServices',
  'Part',
  'Record',
  'ScriptHost',
  'ScriptInput',
  'ToolAnswer',
  'ToolHandle',
  'ToolName',
];

/**
 * TypeScript interfaces of tools, and every type that they need: each shared schema once. For scripts a tool also
 * has `content`, what a call gives them, and `ScriptInput` is what the script of `script` is given.
 */
export async function declareTools(
  selected: SelectedTools,
  maps: readonly ToolMap[],
  forScripts: boolean,
  script?: SelectedTool,
): Promise<string> {
  const nameOf = typeNames([...reserved, ...maps.map(({ name }) => name)]);
  const tools = new Map(maps.flatMap((map) => map.tools.map((tool) => [tool.objectName, tool] as const)));
  const shared = sharedSchemas([...tools.values(), ...(script === undefined ? [] : [script])], selected);
  const sharedNames = new Map(
    [...shared.keys()].map((key) => [key, nameOf(key.slice(key.indexOf('/') + 1))]),
  );
  const typeOf =
    (service: string): TypeOf =>
    (name) =>
      sharedNames.get(`${service}/${name}`) ?? 'unknown';

  const definitions = new Map<string, SimpleSchema>();
  for (const [key, schema] of shared)
    definitions.set(sharedNames.get(key) as string, simpleSchema(schema, typeOf(serviceOf(key))));
  const members = new Map<string, SimpleSchema>();
  for (const { objectName, tool, filtered } of tools.values()) {
    const types = typeOf(serviceOf(objectName));
    const declare = (suffix: string, schema: SimpleSchema): string => {
      const name = nameOf(`${tool.name} ${suffix}`);
      definitions.set(name, schema);
      return name;
    };
    const output = filtered ? undefined : outputOf(tool, selected);
    const result = output === undefined ? 'unknown' : declare('result', simpleSchema(output.schema, types));
    members.set(
      objectName,
      memberOf(tool, filtered, {
        arguments: declare('arguments', argumentsOf(tool.inputSchema, types)),
        result,
        ...(forScripts ? { content: output?.wrapped === true ? `${result}["result"]` : result } : {}),
      }),
    );
  }
  if (script !== undefined) {
    const types = typeOf(serviceOf(script.objectName));
    definitions.set('ScriptInput', argumentsOf(script.tool.inputSchema, types));
  }
  const [first, ...others] = maps.map(({ name, tools: of }) => ({
    name,
    schema: mapOf(of.map(({ objectName, tool }) => [tool.name, members.get(objectName) ?? {}])),
  }));
  if (first === undefined) throw new Error('types of nothing');
  return compileTypes(first.name, first.schema, [
    ...others.map(({ name, schema }) => [name, schema] as const),
    ...definitions,
  ]);
}

function mapOf(members: readonly (readonly [string, SimpleSchema])[]): SimpleSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(members),
    required: members.map(([name]) => name),
    additionalProperties: false,
  };
}

function serviceOf(objectName: string): string {
  return objectName.slice(0, objectName.indexOf('/'));
}

function memberOf(
  { title, description }: ToolObject,
  filtered: boolean,
  types: Readonly<Record<string, string>>,
): SimpleSchema {
  const note = filtered ? 'A filter changes what it answers.' : undefined;
  const lines = [...new Set([title, description, note])].filter(
    (line) => line !== undefined && line.trim() !== '',
  );
  return {
    type: 'object',
    ...(lines.length === 0 ? {} : { description: lines.join('\n\n') }),
    properties: Object.fromEntries(Object.entries(types).map(([name, tsType]) => [name, { tsType }])),
    required: Object.keys(types),
    additionalProperties: false,
  };
}

/** A tool without arguments takes none; an empty interface would take any. */
function argumentsOf(schema: JsonSchema, typeOf: TypeOf): SimpleSchema {
  const { properties, additionalProperties = false } = schema;
  const none = isJsonObject(properties) ? Object.keys(properties).length === 0 : properties === undefined;
  const composed = ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties', 'required'].some((key) => {
    const value = schema[key];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
  if (none && !composed && additionalProperties === false) return { tsType: 'Record<string, never>' };
  return simpleSchema(schema, typeOf);
}

/** What a tool answers, if it promises anything; a custom tool that calls another answers as that does. */
function outputOf(
  tool: ToolObject,
  selected: SelectedTools,
): { readonly schema: JsonSchema; readonly wrapped: boolean } | undefined {
  if (tool.outputSchema === undefined) return undefined;
  const called = tool.call.protocol === 'tool' ? selected.tool(tool.call.target)?.call : tool.call;
  return {
    schema: tool.outputSchema,
    wrapped: called !== undefined && 'wrapResult' in called && called.wrapResult === true,
  };
}

/** Every schema that the tools lead to, by `<service id>/<name>`, sorted. */
function sharedSchemas(
  tools: readonly SelectedTool[],
  selected: SelectedTools,
): ReadonlyMap<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const pending = tools.flatMap(({ objectName, tool }) =>
    tool.uses.map((name) => `${serviceOf(objectName)}/${name}`),
  );
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (found.has(key)) continue;
    const { schema, uses } = selected.schema(key);
    found.set(key, schema);
    for (const name of uses) pending.push(`${serviceOf(key)}/${name}`);
  }
  return new Map([...found].sort(([a], [b]) => compareText(a, b)));
}
