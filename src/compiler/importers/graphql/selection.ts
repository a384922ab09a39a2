import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
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
  /** Something was left out because of the depth. */
  endsEarly: boolean;
  /** Schemas of the objects that are asked for, by name. */
  readonly shared: Map<string, { readonly type: GraphQLCompositeType; readonly schema: JsonSchema }>;
}

/** The selection set of one type, without its braces. */
export interface Selection {
  readonly text: string;
  /** Of what is answered: an object. */
  readonly schema: JsonSchema;
}

/** Something that is asked for, and the ancestors whose being there decided about it. */
interface Chosen extends Selection {
  readonly met: ReadonlySet<string>;
}

/** Asks for the fields of a type below those above; undefined when there are none, or too many. */
export function select(
  source: SourceSchema,
  type: GraphQLCompositeType,
  depth: number,
  above: readonly string[],
  walk: Walk,
): Chosen | undefined {
  if (depth === 0) return undefined;
  const path = [...above, type.name];
  const texts: string[] = [];
  const properties: [string, JsonSchema][] = [];
  const met = new Set<string>();
  if (isAbstractType(type) && take(walk)) {
    texts.push('__typename');
    properties.push(['__typename', { type: 'string' }]);
  }
  for (const field of isUnionType(type) ? [] : selectableFields(type, walk, met)) {
    const chosen = selectField(source, field, depth, path, walk, met);
    if (chosen === undefined) continue;
    texts.push(chosen.text);
    properties.push([field.name, chosen.schema]);
  }
  const required = properties.map(([name]) => name);
  if (isAbstractType(type)) addFragments(type);
  if (walk.left < 0 || texts.length === 0) return undefined;
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
  return { text: texts.join(' '), schema, met };

  /** What the possible types have besides. Of an interface that is a level of its own: its fields say the most. */
  function addFragments(type: GraphQLAbstractType): void {
    const levels = isUnionType(type) ? depth : depth - 1;
    const keys = responseKeys(type);
    if (levels === 0) walk.endsEarly = true;
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
    const metBelow = new Set<string>();
    for (const field of selectableFields(possible, walk, metBelow)) {
      if (!isUnionType(type) && type.getFields()[field.name] !== undefined) continue;
      const chosen = selectField(source, field, levels, [...path, possible.name], walk, metBelow);
      if (chosen === undefined) continue;
      const key = keys.keyOf(possible.name, field.name, `${String(field.type)} ${chosen.text}`);
      inner.push(key === field.name ? chosen.text : `${key}: ${chosen.text}`);
      properties.push([key, chosen.schema]);
    }
    for (const name of metBelow) if (name !== possible.name) met.add(name);
    if (inner.length > 0) texts.push(`... on ${possible.name} { ${inner.join(' ')} }`);
  }
}

/** One field with what is asked for below it. `met` gets what decided about it. */
function selectField(
  source: SourceSchema,
  field: OutputField,
  depth: number,
  path: readonly string[],
  walk: Walk,
  met: Set<string>,
): Selection | undefined {
  const type = getNamedType(field.type);
  if (isLeafType(type))
    return take(walk) ? { text: field.name, schema: outputSchema(field.type, {}) } : undefined;
  if (path.includes(type.name)) {
    met.add(type.name);
    return undefined;
  }
  if (depth === 1) {
    walk.endsEarly = true;
    return undefined;
  }
  const below = take(walk) ? select(source, type, depth - 1, path, walk) : undefined;
  if (below === undefined) return undefined;
  const decisive = [...below.met].filter((name) => name !== type.name).sort();
  for (const name of decisive) met.add(name);
  // What is asked for of a type depends on nothing else, so the same name is always the same schema.
  const suffix = decisive.length === 0 ? '' : `.${suffixOf(decisive.join(' '))}`;
  const name = `${type.name}.${depth - 1}${suffix}`;
  walk.shared.set(name, { type, schema: below.schema });
  return {
    text: `${field.name} { ${below.text} }`,
    schema: outputSchema(field.type, { $ref: `#/$defs/${name}` }),
  };
}

/** Takes one field of those that are left; false when there is none. */
function take(walk: Walk): boolean {
  if (walk.left <= 0 && walk.cut) return false;
  return --walk.left >= 0;
}

