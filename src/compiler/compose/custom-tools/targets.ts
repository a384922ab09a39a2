import { isJsonObject } from '../../../kernel/index.ts';
import {
  entryKey,
  type JsonSchema,
  openSealed,
  type SealedObject,
  type ToolObject,
} from '../../../snapshot/index.ts';
import type { ImportedService } from '../../stages/import-service.ts';
import type { LocatedObject, SealedTool } from '../../stages/seal-spec.ts';
import { selectTools } from '../select.ts';

/** A tool of an operation, opened, with every shared schema that it needs. */
export interface Target {
  readonly sealed: SealedTool;
  readonly tool: ToolObject;
  /** By name, as the schemas of the tool refer to them. */
  readonly defs: Readonly<Record<string, JsonSchema>>;
}

/** The tools that a service has: those of the operations that its Service selects. */
export function toolsOfService(service: ImportedService): SealedTool[] {
  return selectTools(service.tools, service.service.manifest);
}

/** The tool that a name means: an operation, or else a tool. */
export function findTarget(service: ImportedService, name: string): Target | undefined {
  const tools = toolsOfService(service);
  const sealed =
    tools.find(({ operation }) => operation === name) ?? tools.find((tool) => tool.name === name);
  return sealed && openTarget(service, sealed);
}

/** Opened once: several tools call the same one. */
export function openTarget(service: ImportedService, sealed: SealedTool): Target {
  let target = targets.get(sealed);
  if (target === undefined) {
    target = openAll(service, sealed);
    targets.set(sealed, target);
  }
  return target;
}

const targets = new WeakMap<SealedTool, Target>();

function openAll(service: ImportedService, sealed: SealedTool): Target {
  const index = indexOf(service.objects);
  const objectOf = (key: string): SealedObject => {
    const located = index.get(key);
    if (located === undefined) throw new Error(`the service has no ${key}`);
    return located.object;
  };
  const tool = openSealed('tool', objectOf(`tool ${sealed.object}`));
  const schemas = sealed.needs
    .filter((key) => key.startsWith('schema '))
    .map((key) => openSealed('schema', objectOf(key)));
  return { sealed, tool, defs: Object.fromEntries(schemas.map(({ name, schema }) => [name, schema])) };
}

/** The members that a schema describes and whether it allows others, references followed. */
export interface Members {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  /** No other members are allowed. */
  readonly closed: boolean;
}

/** The members of an object schema; undefined of one that is put together (`allOf` and the like) or no object. */
export function membersOf(schema: unknown, defs: Target['defs']): Members | undefined {
  const own = resolved(schema, defs);
  if (own === undefined || combining.some((keyword) => own[keyword] !== undefined)) return undefined;
  const { properties, required, additionalProperties, patternProperties } = own;
  if (!isJsonObject(properties) && own['type'] !== 'object') return undefined;
  return {
    properties: isJsonObject(properties) ? properties : {},
    required: Array.isArray(required) ? required.map(String) : [],
    closed: additionalProperties === false && patternProperties === undefined,
  };
}

const combining = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'dependentSchemas'];

/** References followed in turn; one that leads to itself never ends otherwise. */
const referenceLimit = 32;

/** A schema that is an object, its `$ref` to a shared schema followed. */
export function resolved(schema: unknown, defs: Target['defs']): JsonSchema | undefined {
  let current = schema;
  for (let hops = 0; hops < referenceLimit; hops++) {
    if (!isJsonObject(current)) return undefined;
    const reference = current['$ref'];
    if (typeof reference !== 'string') return { ...current };
    current = defs[reference.replace('#/$defs/', '')];
  }
  return undefined;
}

function indexOf(objects: readonly LocatedObject[]): ReadonlyMap<string, LocatedObject> {
  let index = indexes.get(objects);
  if (index === undefined) {
    index = new Map(objects.map((located) => [entryKey(located.object), located]));
    indexes.set(objects, index);
  }
  return index;
}

const indexes = new WeakMap<readonly LocatedObject[], ReadonlyMap<string, LocatedObject>>();
