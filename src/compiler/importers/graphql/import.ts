import type { GraphQLObjectType } from 'graphql';
import { type Diagnostic, finding, type Location } from '../../../kernel/index.ts';
import type { Exclusion, ImportInput, ImportResult } from '../importer.ts';
import { fileUpload, schemaTooLarge, selectionEnds, subscriptions } from './diagnostics.ts';
import { fileTypes } from './file-types.ts';
import { fittingSelections, type SelectionLimits } from './fit-selection.ts';
import { inputSchemas, isRequired } from './input-schema.ts';
import { operationsOf } from './operations.ts';
import type { Report } from './report.ts';
import { sharedSchemas } from './shared-schemas.ts';
import type { SourceSchema } from './source-schema.ts';
import { type MadeTool, toolOf } from './tool.ts';
import { hasTooManyOperations } from './type-limit.ts';

/** Levels and fields of a selection where the Service says nothing. */
export const defaultLimits: SelectionLimits = { maxDepth: 3, maxFields: 200 };

/** Characters that all tools of a service may ask with, so that a schema cannot become a thousand times its size. */
const mostText = 8 * 1024 * 1024;

const nothing: ImportResult = { tools: [], schemas: [], excluded: [], diagnostics: [] };

/** Turns a schema into tools, one per query and mutation. */
export function importGraphql(
  read: (report: Report) => SourceSchema | undefined,
  settings: ImportInput['service']['graphql'] = {},
): ImportResult {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const source = read(report);
  if (source === undefined) return { ...nothing, diagnostics };
  const { maxDepth = defaultLimits.maxDepth, maxFields = defaultLimits.maxFields } = settings;
  const result = toolsOf(source, { maxDepth, maxFields }, report);
  return { ...result, diagnostics };
}

function toolsOf(
  source: SourceSchema,
  limits: SelectionLimits,
  report: Report,
): Omit<ImportResult, 'diagnostics'> {
  const operations = operationsOf(source, report);
  const [first] = operations;
  if (first && hasTooManyOperations(operations.length, source.typeAt(first.root), report)) return nothing;
  const files = fileTypes(source.schema);
  const shared = sharedSchemas();
  const inputs = inputSchemas(source, shared, files);
  const parts = { source, files, limits, inputs, selectionOf: fittingSelections(source, limits, shared) };
  const tools: MadeTool[] = [];
  const excluded: Exclusion[] = subscriptionsOf(source, report);
  let size = 0;
  for (const operation of operations) {
    const { name, field, root } = operation;
    const at = source.fieldAt(root.name, field.name);
    if (field.args.some((arg) => files.has(arg) && isRequired(arg))) {
      report(finding(fileUpload, { operation: name }, at));
      excluded.push({ operation: name, code: fileUpload.code, at });
      continue;
    }
    const tool = toolOf(operation, parts, report);
    tools.push(tool);
    size += tool.size;
    if (size <= mostText) continue;
    report(finding(schemaTooLarge, { limit: mostText }, at));
    return nothing;
  }
  reportEnds(tools, limits, report);
  return {
    tools: tools.map(({ tool, at }) => ({ tool, at })),
    schemas: shared.all(),
    excluded,
  };
}

function subscriptionsOf(source: SourceSchema, report: Report): Exclusion[] {
  const root: GraphQLObjectType | null | undefined = source.schema.getSubscriptionType();
  if (!root) return [];
  const fields = Object.keys(root.getFields());
  report(finding(subscriptions, { fields: fields.length }, source.typeAt(root)));
  return fields.map((field) => ({
    operation: field,
    code: subscriptions.code,
    at: source.fieldAt(root.name, field),
  }));
}

/** Once for a service: most schemas lead back to themselves, and then nearly every tool ends early. */
function reportEnds(tools: readonly MadeTool[], { maxDepth }: SelectionLimits, report: Report): void {
  const ending = tools.filter(({ endsEarly }) => endsEarly);
  const at: Location | undefined = ending[0]?.at;
  const operations = ending.map(({ tool }) => tool.operation);
  if (at !== undefined) report(finding(selectionEnds, { operations, maxDepth }, at));
}
