import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { suffixOf } from '../tool-names.ts';
import { type Counted, type Fragment, fragmentsOf } from './fragments.ts';
import { outputSchemas } from './output-schema.ts';
import { reachOf } from './reach.ts';
import { responseKeys } from './response-keys.ts';
import { type OutputField, selectableFields } from './selectable-fields.ts';
import { type KeptSelections, keptSelections } from './selection-memo.ts';
import type { SourceSchema } from './source-schema.ts';
import { type TypeSets, typeSets } from './type-sets.ts';

/** What all selections of one schema share. */
export interface Selecting {
  readonly sets: TypeSets;
  readonly kept: KeptSelections;
  readonly fragmentsOf: ReturnType<typeof fragmentsOf>;
  /** The schema of a field's answer; its objects are those of that name. */
  readonly schemaOf: ReturnType<typeof outputSchemas>;
  /** Names of the schemas of selections. */
  readonly names: WeakMap<Selection, string>;
  /** There are fields called `edges`; without any, nothing changes when they are left out. */
  readonly hasEdges: boolean;
  /** What was done so far: selections that were made, and not known from before. */
  readonly work: { selections: number };
}

export function selecting({ schema }: SourceSchema): Selecting {
  const sets = typeSets(schema);
  return {
    sets,
    kept: keptSelections(reachOf(schema, sets)),
    fragmentsOf: fragmentsOf(schema, sets),
    schemaOf: outputSchemas(),
    names: new WeakMap(),
    hasEdges: Object.values(schema.getTypeMap()).some(
      (type) => (isObjectType(type) || isInterfaceType(type)) && type.getFields()['edges'] !== undefined,
    ),
    work: { selections: 0 },
  };
}

/** One attempt to ask for all fields of a type. */
export interface Walk {
  /** Ask for `edges` also where `nodes` has the same objects (GraphQL Cursor Connections). */
  readonly edges: boolean;
  /** Leave out what goes over the limit; without it the attempt fails. */
  readonly cut: boolean;
  /** Fields that may still be asked for; below zero the attempt has failed. */
  left: number;
}

/** The selection set of one type, without its braces. Never changed once it is made: it may stand in many others. */
export interface Selection extends Reasons {
  readonly text: string;
  /** Of what is answered: an object. */
  readonly schema: JsonSchema;
  /** Fields that it asks for, those below included. */
  readonly size: number;
  /** What is asked for below its own fields, by the name of its schema. */
  readonly below: ReadonlyMap<string, Below>;
}

export interface Below {
  readonly type: GraphQLCompositeType;
  readonly selection: Selection;
}

/** What decided about a selection besides its type. */
export interface Reasons {
  /** Ancestors that it ran into, and other things that were left out. */
  readonly met: ReadonlySet<string>;
  /** Something was left out because of the depth. */
  readonly endsEarly: boolean;
}

/** A selection while it is made. */
interface Draft {
  readonly texts: string[];
  readonly properties: [string, JsonSchema][];
  readonly below: Map<string, Below>;
  readonly met: Set<string>;
  endsEarly: boolean;
}

/** Marks a selection without `edges` among what decided about it; no type is called so. */
const withoutEdges = '*edges';

/** Asks for the fields of a type below those above; undefined when there are too many. The text may be empty. */
export function select(
  parts: Selecting,
  type: GraphQLCompositeType,
  depth: number,
  above: readonly string[],
  walk: Walk,
): Selection | undefined {
  const place = parts.kept.at(type, depth, above, walk.edges);
  const { left } = walk;
  const { known } = place;
  if (known !== undefined && known.size > left) {
    walk.left = -1;
    return undefined;
  }
  if (known?.fits !== undefined) {
    walk.left -= known.size;
    return known.fits;
  }
  const made = make(parts, type, depth, above, walk);
  place.keep(made === undefined ? { size: left + 1 } : { size: made.size, fits: made });
  return made;
}

/** The first fields of a type, as many as there may be. */
export function firstFields(
  parts: Selecting,
  type: GraphQLCompositeType,
  above: readonly string[],
  maxFields: number,
): Selection {
  const walk = { edges: false, cut: true, left: maxFields };
  const selection = make(parts, type, 1, above, walk);
  if (selection === undefined) throw new Error('what is cut never has too many fields');
  return selection;
}

function make(
  parts: Selecting,
  type: GraphQLCompositeType,
  depth: number,
  above: readonly string[],
  walk: Walk,
): Selection | undefined {
  parts.work.selections++;
  const { left } = walk;
  const path = [...above, type.name];
  const draft: Draft = { texts: [], properties: [], below: new Map(), met: new Set(), endsEarly: false };
  if (isAbstractType(type) && take(walk)) {
    draft.texts.push('__typename');
    draft.properties.push(['__typename', { type: 'string' }]);
  }
  if (!isUnionType(type)) addOwn(parts, type, depth, path, walk, draft);
  const required = draft.properties.map(([name]) => name);
  if (isAbstractType(type) && walk.left >= 0) addFragments(parts, type, depth, path, walk, draft);
  if (walk.left < 0) return undefined;
  const { texts, properties, below, met, endsEarly } = draft;
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
  return { text: texts.join(' '), schema, size: left - walk.left, below, met, endsEarly };
}

/** At the last level no object is asked for: only those that are met are told. */
function addOwn(
  parts: Selecting,
  type: GraphQLObjectType | GraphQLInterfaceType,
  depth: number,
  path: readonly string[],
  walk: Walk,
  draft: Draft,
): void {
  const { fields, leaves, composites, leavesEdges } = selectableFields(type, walk.edges);
  if (leavesEdges) draft.met.add(withoutEdges);
  if (depth === 1) {
    const met = new Set(path.filter((name) => composites.has(name)));
    for (const name of met) draft.met.add(name);
    draft.endsEarly ||= composites.size > met.size;
  }
  const least = depth === 1 ? leaves.length : leastOf({ size: fields.length, composites }, path);
  if (!walk.cut && least > walk.left) walk.left = -1;
  for (const field of depth === 1 ? leaves : fields) {
    if (isSpent(walk)) return;
    const chosen = selectField(parts, field, depth, path, walk, draft);
    if (chosen === undefined) continue;
    draft.texts.push(chosen.text);
    draft.properties.push([field.name, chosen.schema]);
  }
}

/** What the possible types have besides. Of an interface that is a level of its own: its fields say the most. */
function addFragments(
  parts: Selecting,
  type: GraphQLAbstractType,
  depth: number,
  path: readonly string[],
  walk: Walk,
  draft: Draft,
): void {
  const levels = isUnionType(type) ? depth : depth - 1;
  if (levels === 0) {
    draft.endsEarly = true;
    return;
  }
  const fragments = parts.fragmentsOf(type, walk.edges);
  const { all, withLeaves, composites, size, leavesEdges } = fragments;
  if (leavesEdges) draft.met.add(withoutEdges);
  if (levels === 1) {
    const met = new Set(path.filter((name) => parts.sets.has(composites, name)));
    for (const name of met) draft.met.add(name);
    draft.endsEarly ||= size > met.size;
  }
  const least = levels === 1 ? fragments.leaves : leastOf(fragments.first, path);
  if (!walk.cut && least > walk.left) walk.left = -1;
  const keys = responseKeys(type);
  for (const fragment of levels === 1 ? withLeaves : all) {
    if (isSpent(walk)) return;
    addFragment(parts, fragment, levels, path, walk, draft, keys);
  }
}

function addFragment(
  parts: Selecting,
  { type, fields, leaves }: Fragment,
  levels: number,
  above: readonly string[],
  walk: Walk,
  draft: Draft,
  keys: ReturnType<typeof responseKeys>,
): void {
  const inner: string[] = [];
  const path = [...above, type.name];
  const reasons: Draft = { ...draft, met: new Set(), endsEarly: false };
  for (const field of levels === 1 ? leaves : fields) {
    if (isSpent(walk)) break;
    const chosen = selectField(parts, field, levels, path, walk, reasons);
    if (chosen === undefined) continue;
    const key = keys.keyOf(type.name, field.name, `${String(field.type)} ${chosen.text}`);
    inner.push(key === field.name ? chosen.text : `${key}: ${chosen.text}`);
    draft.properties.push([key, chosen.schema]);
  }
  addReasons(draft, reasons, type.name);
  if (inner.length > 0) draft.texts.push(`... on ${type.name} { ${inner.join(' ')} }`);
}

/** What decided below `type` decides here too, unless it is the type itself. */
function addReasons(to: Draft, from: Reasons, type: string): void {
  for (const name of from.met) if (name !== type) to.met.add(name);
  to.endsEarly ||= from.endsEarly;
}

/** One field with what is asked for below it; `draft` gets what decided about it. */
function selectField(
  parts: Selecting,
  field: OutputField,
  depth: number,
  path: readonly string[],
  walk: Walk,
  draft: Draft,
): { readonly text: string; readonly schema: JsonSchema } | undefined {
  const type = getNamedType(field.type);
  if (isLeafType(type))
    return take(walk) ? { text: field.name, schema: parts.schemaOf(field.type) } : undefined;
  if (path.includes(type.name)) {
    draft.met.add(type.name);
    return undefined;
  }
  if (depth === 1) {
    draft.endsEarly = true;
    return undefined;
  }
  const selection = take(walk) ? select(parts, type, depth - 1, path, walk) : undefined;
  if (selection === undefined) return undefined;
  addReasons(draft, selection, type.name);
  if (selection.text === '') return undefined;
  const name = parts.names.get(selection) ?? nameOf(type.name, depth - 1, selection);
  parts.names.set(selection, name);
  draft.below.set(name, { type, selection });
  return {
    text: `${field.name} { ${selection.text} }`,
    schema: parts.schemaOf(field.type, name),
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

/** Nothing can be asked for any more. */
function isSpent({ left, cut }: Walk): boolean {
  return left < 0 || (cut && left === 0);
}

/** How many of some fields are asked for at least: all that do not answer what stands above. */
function leastOf({ size, composites }: Counted, path: readonly string[]): number {
  let least = size;
  for (const name of new Set(path)) least -= composites.get(name) ?? 0;
  return least;
}
