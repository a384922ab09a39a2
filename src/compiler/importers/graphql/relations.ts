import { type GraphQLNamedType, getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import type { GraphqlCall, JsonSchema } from '../../../snapshot/index.ts';
import { legalToolName } from '../tool-names.ts';
import type { FileTypes } from './file-types.ts';
import type { Fit, SelectionLimits } from './fit-selection.ts';
import { type InputSchemas, isRequired } from './input-schema.ts';
import { outputSchema } from './output-schema.ts';
import { type OutputField, relationFields } from './selectable-fields.ts';
import type { SourceSchema } from './source-schema.ts';
import { described, descriptionOf } from './texts.ts';
import { variableType } from './variable-type.ts';

type Relation = NonNullable<GraphqlCall['relations']>[number];

/** The fields of an answer that a caller may ask for besides, by an argument `__relation_<field>`. */
export interface Relations {
  readonly calls: readonly Relation[];
  /** Of the arguments, by name. */
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  /** Of what is answered, by field. Its outer form only: a tool may have dozens of relations. */
  readonly outputs: Readonly<Record<string, JsonSchema>>;
  /** Relations of the type, those included that the tool does not offer. */
  readonly known: number;
}

/** Relations that one tool offers. */
export const mostRelations = 100;

export interface RelationParts {
  readonly source: SourceSchema;
  readonly inputs: InputSchemas;
  readonly files: FileTypes;
  readonly limits: SelectionLimits;
  readonly selectionOf: Fit;
}

/** The relations of the type of an answer. `names` are the variables that the operation has itself. */
export function relationsOf(
  type: GraphQLNamedType,
  names: readonly string[],
  parts: RelationParts,
): Relations {
  if (!isObjectType(type) && !isInterfaceType(type)) return { calls: [], inputs: {}, outputs: {}, known: 0 };
  const { inputs, files, selectionOf } = parts;
  const fields = relationFields(type).filter(
    ({ args }) => !args.some((arg) => files.has(arg) && isRequired(arg)),
  );
  const variables = new Set(names);
  const offered = fields.slice(0, mostRelations).map((field) => {
    const answer = getNamedType(field.type);
    const selection = isLeafType(answer) ? undefined : selectionOf(answer, type.name).text;
    const call: Relation = {
      argument: legalToolName(`__relation_${field.name}`),
      field: field.name,
      arguments: field.args
        .filter((arg) => !files.has(arg))
        .map((arg) => ({
          argument: arg.name,
          variable: freeName(`${field.name}_${arg.name}`, variables),
          type: variableType(arg),
        })),
      ...(selection === undefined ? {} : { selection }),
    };
    const input = { ...inputs.object(field.args), ...described(textOf(field)) };
    const output = outputSchema(field.type, { type: 'object' });
    return { call, input, output };
  });
  return {
    calls: offered.map(({ call }) => call),
    inputs: Object.fromEntries(offered.map(({ call, input }) => [call.argument, input])),
    outputs: Object.fromEntries(offered.map(({ call, output }) => [call.field, output])),
    known: fields.length,
  };
}

function textOf(field: OutputField): string {
  const text = descriptionOf(field);
  return `Asks for ${field.name} too, with these arguments.${text === undefined ? '' : ` ${text}`}`;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
