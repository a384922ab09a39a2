import { getNamedType, isLeafType } from 'graphql';
import { finding } from '../../../kernel/index.ts';
import type { GraphqlCall, JsonSchema } from '../../../snapshot/index.ts';
import type { ImportedTool } from '../importer.ts';
import { relationsLeftOut, selectionCut } from './diagnostics.ts';
import type { Operation } from './operations.ts';
import { outputSchema } from './output-schema.ts';
import { type RelationParts, relationsOf } from './relations.ts';
import type { Report } from './report.ts';
import { usesOf } from './shared-schemas.ts';
import { described, descriptionOf } from './texts.ts';
import { variableType } from './variable-type.ts';

export interface MadeTool extends ImportedTool {
  /** Its answer goes deeper than the limit of depth. */
  readonly endsEarly: boolean;
  /** Characters of all that it may ask for. */
  readonly size: number;
}

/** The tool of one operation: one query text, whose arguments are variables. */
export function toolOf(operation: Operation, parts: RelationParts, report: Report): MadeTool {
  const { type, root, field, name, tool } = operation;
  const { source, inputs, files, limits, selectionOf } = parts;
  const at = source.fieldAt(root.name, field.name);
  const args = field.args.filter((arg) => !files.has(arg));
  const answer = getNamedType(field.type);
  const selection = isLeafType(answer) ? undefined : selectionOf(answer);
  if (selection !== undefined && selection.levels < limits.maxDepth)
    report(finding(selectionCut, { operation: name, levels: selection.levels, ...limits }, at));
  const relations = relationsOf(
    answer,
    args.map((arg) => arg.name),
    parts,
  );
  const offered = relations.calls.length;
  if (offered < relations.known)
    report(finding(relationsLeftOut, { operation: name, relations: relations.known, offered }, at));
  const inputSchema = inputs.object(field.args, relations.inputs);
  const object = selection === undefined ? {} : withRelations(selection.schema, relations.outputs);
  const answered = outputSchema(field.type, object);
  const call: GraphqlCall = {
    protocol: 'graphql',
    operation: type,
    field: field.name,
    arguments: args.map((arg) => ({ argument: arg.name, type: variableType(arg) })),
    ...(selection === undefined ? {} : { selection: selection.text }),
    ...(offered === 0 ? {} : { relations: [...relations.calls] }),
  };
  const outputSchemaOfTool = answerSchema(field.name, answered);
  return {
    tool: {
      name: tool,
      ...described(descriptionOf(field, source.fieldComment(root.name, field.name))),
      operation: name,
      inputSchema,
      outputSchema: outputSchemaOfTool,
      annotations: { readOnlyHint: type === 'query' },
      uses: [...new Set([...usesOf([inputSchema]), ...(selection?.uses ?? [])])].sort(),
      call,
    },
    at,
    endsEarly: selection !== undefined && selection.levels === limits.maxDepth && selection.endsEarly,
    size: [selection, ...relations.calls.map((relation) => ({ text: relation.selection ?? '' }))].reduce(
      (size, part) => size + (part?.text.length ?? 0),
      0,
    ),
  };
}

function withRelations(object: JsonSchema, relations: Readonly<Record<string, JsonSchema>>): JsonSchema {
  if (Object.keys(relations).length === 0) return object;
  const { properties } = object as { properties?: Readonly<Record<string, JsonSchema>> };
  return { ...object, properties: { ...properties, ...relations } };
}

/** The answer as GraphQL gives it (GraphQL, 7.1 Response Format). */
function answerSchema(field: string, answered: JsonSchema): JsonSchema {
  const data = { type: 'object', properties: { [field]: answered }, required: [field] };
  return { type: 'object', properties: { data }, required: ['data'] };
}
