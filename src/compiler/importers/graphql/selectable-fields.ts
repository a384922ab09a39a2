import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';

export type OutputField = GraphQLField<unknown, unknown>;
type Fielded = GraphQLObjectType | GraphQLInterfaceType;

export interface Selectable {
  readonly fields: readonly OutputField[];
  /** Those that answer no objects. */
  readonly leaves: readonly OutputField[];
  /** Names of the types of the others, and how many answer that type. */
  readonly composites: ReadonlyMap<string, number>;
  /** There are `edges`, and they are left out. */
  readonly leavesEdges: boolean;
}

/** By type, with edges and without: types of a dense schema are met again and again. */
const known = { with: new WeakMap<Fielded, Selectable>(), without: new WeakMap<Fielded, Selectable>() };

/**
 * The fields of a type that a selection asks for by itself: those without arguments, as in reShapr, that are not
 * deprecated.
 */
export function selectableFields(type: Fielded, edges: boolean): Selectable {
  const memo = edges ? known.with : known.without;
  let selectable = memo.get(type);
  if (selectable === undefined) {
    selectable = selectableOf(type, edges);
    memo.set(type, selectable);
  }
  return selectable;
}

function selectableOf(type: Fielded, edges: boolean): Selectable {
  const all = type.getFields();
  const asked = Object.values(all).filter(
    (field) => field.args.length === 0 && field.deprecationReason == null,
  );
  const fields = asked.filter(
    (field) => edges || field.name !== 'edges' || !repeatsNodes(field, all['nodes']),
  );
  const isLeaf = (field: OutputField): boolean => isLeafType(getNamedType(field.type));
  const composites = new Map<string, number>();
  for (const field of fields) {
    const { name } = getNamedType(field.type);
    if (!isLeaf(field)) composites.set(name, (composites.get(name) ?? 0) + 1);
  }
  return {
    fields,
    leaves: fields.filter(isLeaf),
    composites,
    leavesEdges: fields.length < asked.length,
  };
}

/** Whether `edges` has, in `node`, the objects that `nodes` has. */
function repeatsNodes(edges: OutputField, nodes: OutputField | undefined): boolean {
  if (nodes === undefined || nodes.args.length > 0 || nodes.deprecationReason != null) return false;
  const edge = getNamedType(edges.type);
  if (!isObjectType(edge) && !isInterfaceType(edge)) return false;
  const node = edge.getFields()['node'];
  return node !== undefined && getNamedType(node.type) === getNamedType(nodes.type);
}

/** The fields that a relation asks for: they take arguments. */
export function relationFields(type: Fielded): OutputField[] {
  return Object.values(type.getFields()).filter(({ args }) => args.length > 0);
}
