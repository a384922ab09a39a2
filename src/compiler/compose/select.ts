import { didYouMean, finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { coordinates } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import type { ImportedService, SealedTool } from '../stages/import-service.ts';
import { unknownOperation } from './diagnostics.ts';

type Selecting = ManifestOf<'Service'> | ManifestOf<'ConfigurationPlan'>;

/**
 * The tools that a Service or a ConfigurationPlan selects: the included operations, or, when none are named,
 * all but the excluded ones (reShapr's rule).
 */
export function selectTools(tools: readonly SealedTool[], manifest: Selecting): SealedTool[] {
  const { includedOperations = [], excludedOperations = [] } = manifest.spec;
  const named = new Set(includedOperations.length > 0 ? includedOperations : excludedOperations);
  const wanted = includedOperations.length > 0;
  return tools.filter(({ operation }) => named.has(operation) === wanted);
}

/** Whether one name is selected; a custom tool is an operation of its own name. */
export function isSelected(operation: string, { spec }: Selecting): boolean {
  const { includedOperations = [], excludedOperations = [] } = spec;
  if (includedOperations.length > 0) return includedOperations.includes(operation);
  return !excludedOperations.includes(operation);
}

/** Reports names in a selection that match no operation. */
export function checkSelection(
  manifest: Selecting,
  imported: ImportedService,
  customTools: readonly string[],
  context: Context,
): void {
  if (!imported.isRead) return;
  const operations = new Set([...imported.tools.map(({ operation }) => operation), ...customTools]);
  const service = coordinates(imported.service);
  for (const field of ['includedOperations', 'excludedOperations'] as const)
    (manifest.spec[field] ?? []).forEach((operation, index) => {
      if (operations.has(operation)) return;
      const tool = imported.tools.find(({ name }) => name === operation);
      const suggestion = tool === undefined ? didYouMean(operation, operations) : `write ${tool.operation}`;
      context.report(
        finding(unknownOperation, { operation, service, suggestion }, manifest.at([field, index])),
      );
    });
}
