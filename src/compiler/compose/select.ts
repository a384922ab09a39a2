import { type Diagnostic, didYouMean, finding, type Location } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { coordinates } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { SealedTool } from '../stages/seal-spec.ts';
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

/** What the import of a service has to say; not of operations that cannot be tools and are not selected either. */
export function concerning(manifest: Selecting, { excluded, diagnostics }: ImportedService): Diagnostic[] {
  const placeOf = ({ file, range: { start } }: Location): string => `${file}:${start.line}:${start.column}`;
  const unwanted = excluded.filter(({ operation }) => !isSelected(operation, manifest));
  const places = new Set(unwanted.map(({ code, at }) => `${code} ${placeOf(at)}`));
  return diagnostics.filter(
    (found) => found.severity === 'error' || !places.has(`${found.code} ${placeOf(found)}`),
  );
}

/** Reports names in a selection that match no operation. */
export function checkSelection(
  manifest: Selecting,
  imported: ImportedService,
  customTools: readonly string[],
  context: Context,
): void {
  if (!imported.isRead) return;
  const { includedOperations = [], excludedOperations = [] } = manifest.spec;
  if (includedOperations.length + excludedOperations.length === 0) return;
  const offered = [...imported.tools.map(({ operation }) => operation), ...customTools];
  const excluded = imported.excluded.map(({ operation }) => operation);
  const known = {
    includedOperations: new Set(offered),
    excludedOperations: new Set([...offered, ...excluded]),
  };
  const service = coordinates(imported.service);
  for (const field of ['includedOperations', 'excludedOperations'] as const)
    (manifest.spec[field] ?? []).forEach((operation, index) => {
      if (known[field].has(operation)) return;
      const tool = imported.tools.find(({ name }) => name === operation);
      const suggestion = tool === undefined ? didYouMean(operation, offered) : `write ${tool.operation}`;
      context.report(
        finding(
          unknownOperation,
          { operation, service, suggestion, example: offered[0] },
          manifest.at([field, index]),
        ),
      );
    });
}
