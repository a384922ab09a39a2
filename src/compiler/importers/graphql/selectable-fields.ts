import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

export type OutputField = GraphQLField<unknown, unknown>;
type Fielded = GraphQLObjectType | GraphQLInterfaceType;

/** Marks a selection without `edges` among what decided about it; no type is called so. */
const withoutEdges = '*edges';

/**
 * The fields of a type that a selection asks for by itself: those without arguments, as in reShapr, that are not
 * deprecated.
 */
export function selectableFields(
  type: Fielded,
  { edges }: { readonly edges: boolean },
  met: Set<string>,
): OutputField[] {
  const fields = type.getFields();
  return Object.values(fields).filter((field) => {
    if (field.args.length > 0 || field.deprecationReason != null) return false;
    if (edges || field.name !== 'edges' || !repeatsNodes(field, fields['nodes'])) return true;
    met.add(withoutEdges);
    return false;
  });
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
