import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isUnionType,
} from 'graphql';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { suffixOf } from '../tool-names.ts';
import { outputSchema } from './output-schema.ts';
import { responseKeys } from './response-keys.ts';
import { type OutputField, selectableFields } from './selectable-fields.ts';
import type { SourceSchema } from './source-schema.ts';

/** One attempt to ask for all fields of a type: what it may take, and what came of it. */
export interface Walk {
  /** Ask for `edges` also where `nodes` has the same objects (GraphQL Cursor Connections). */
  readonly edges: boolean;
  /** Leave out what goes over the limit; without it the attempt fails. */
  readonly cut: boolean;
  /** Fields that may still be asked for; below zero the attempt has failed. */
  left: number;
  /** Schemas of the objects that are asked for, by name. */
  readonly shared: Map<string, { readonly type: GraphQLCompositeType; readonly schema: JsonSchema }>;
}

/** The selection set of one type, without its braces. */
export interface Selection {
  readonly text: string;
  /** Of what is answered: an object. */
  readonly schema: JsonSchema;
}

/** What decided about a selection besides its type. */
interface Reasons {
  /** Ancestors that it ran into, and other things that were left out. */
  readonly met: Set<string>;
  /** Something was left out because of the depth. */
  endsEarly: boolean;
}

/** Asks for the fields of a type below those above; undefined when there are too many. The text may be empty. */
export function select(
  source: SourceSchema,
  type: GraphQLCompositeType,
  depth: number,
  above: readonly string[],
  walk: Walk,
): (Selection & Reasons) | undefined {
  const path = [...above, type.name];
  const texts: string[] = [];
  const properties: [string, JsonSchema][] = [];
  const reasons: Reasons = { met: new Set(), endsEarly: false };
  if (isAbstractType(type) && take(walk)) {
    texts.push('__typename');
    properties.push(['__typename', { type: 'string' }]);
  }
  for (const field of isUnionType(type) ? [] : fieldsToLookAt(type, depth, path, walk, reasons)) {
    if (walk.left < 0) return undefined;
    const chosen = selectField(source, field, depth, path, walk, reasons);
    if (chosen === undefined) continue;
    texts.push(chosen.text);
    properties.push([field.name, chosen.schema]);
  }
  const required = properties.map(([name]) => name);
  if (isAbstractType(type)) addFragments(type);
  if (walk.left < 0) return undefined;
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
  return { text: texts.join(' '), schema, ...reasons };

  /** What the possible types have besides. Of an interface that is a level of its own: its fields say the most. */
  function addFragments(type: GraphQLAbstractType): void {
    const levels = isUnionType(type) ? depth : depth - 1;
    const keys = responseKeys(type);
    if (levels === 0) reasons.endsEarly = true;
    else
      for (const possible of source.schema.getPossibleTypes(type)) {
        if (walk.left < 0) return;
        addFragment(type, possible, levels, keys);
      }
  }

  function addFragment(
    type: GraphQLAbstractType,
    possible: GraphQLObjectType,
    levels: number,
    keys: ReturnType<typeof responseKeys>,
  ): void {
    const inner: string[] = [];
    const below: Reasons = { met: new Set(), endsEarly: false };
    for (const field of fieldsToLookAt(possible, levels, [...path, possible.name], walk, below)) {
      if (walk.left < 0) return;
      if (!isUnionType(type) && type.getFields()[field.name] !== undefined) continue;
      const chosen = selectField(source, field, levels, [...path, possible.name], walk, below);
      if (chosen === undefined) continue;
      const key = keys.keyOf(possible.name, field.name, `${String(field.type)} ${chosen.text}`);
      inner.push(key === field.name ? chosen.text : `${key}: ${chosen.text}`);
      properties.push([key, chosen.schema]);
    }
    addReasons(reasons, below, possible.name);
    if (inner.length > 0) texts.push(`... on ${possible.name} { ${inner.join(' ')} }`);
  }
}

/** At the last level no object is asked for: only those that are met are told. */
function fieldsToLookAt(
  type: GraphQLObjectType | GraphQLInterfaceType,
  depth: number,
  path: readonly string[],
  walk: Walk,
  reasons: Reasons,
): readonly OutputField[] {
  const { fields, leaves, composites } = selectableFields(type, walk, reasons.met);
  if (depth > 1) return fields;
  const met = new Set(path.filter((name) => composites.has(name)));
  for (const name of met) reasons.met.add(name);
  reasons.endsEarly ||= composites.size > met.size;
  return leaves;
}

/** What decided below `type` decides here too, unless it is the type itself. */
function addReasons(to: Reasons, from: Reasons, type: string): void {
  for (const name of from.met) if (name !== type) to.met.add(name);
  to.endsEarly ||= from.endsEarly;
}

/** One field with what is asked for below it; `reasons` get what decided about it. */
function selectField(
  source: SourceSchema,
  field: OutputField,
  depth: number,
  path: readonly string[],
  walk: Walk,
  reasons: Reasons,
): Selection | undefined {
  const type = getNamedType(field.type);
  if (isLeafType(type))
    return take(walk) ? { text: field.name, schema: outputSchema(field.type, {}) } : undefined;
  if (path.includes(type.name)) {
    reasons.met.add(type.name);
    return undefined;
  }
  if (depth === 1) {
    reasons.endsEarly = true;
    return undefined;
  }
  const below = take(walk) ? select(source, type, depth - 1, path, walk) : undefined;
  if (below === undefined) return undefined;
  addReasons(reasons, below, type.name);
  if (below.text === '') return undefined;
  const name = nameOf(type.name, depth - 1, below);
  walk.shared.set(name, { type, schema: below.schema });
  return {
    text: `${field.name} { ${below.text} }`,
    schema: outputSchema(field.type, { $ref: `#/$defs/${name}` }),
  };
}

/** One name for one selection: nothing else than what stands in it decides about what is asked for of a type. */
function nameOf(type: string, depth: number, { met, endsEarly }: Reasons): string {
  const others = [...met].filter((name) => name !== type).sort();
  const levels = endsEarly ? `.${depth}` : '';
  return `${type}${levels}${others.length === 0 ? '' : `.${suffixOf(others.join(' '))}`}`;
}

/** Takes one field of those that are left; false when there is none. */
function take(walk: Walk): boolean {
  if (walk.left <= 0 && walk.cut) return false;
  return --walk.left >= 0;
}
