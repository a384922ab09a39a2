import type { DefinitionNode } from 'graphql';
import { fileStart, finding, type Location } from '../../../kernel/index.ts';
import { tooManyInterfaces, tooManyOperations, tooManyTypes } from './diagnostics.ts';
import { placeOf } from './place.ts';
import type { Report } from './report.ts';

/** The GraphQL library follows types into types, and would run out of stack. */
const mostTypes = 5000;

/** Whether a schema has more types than are read; reported if so. */
export function hasTooManyTypes(types: number, file: string, report: Report): boolean {
  if (types > mostTypes)
    report(finding(tooManyTypes, { types, limit: mostTypes }, { file, range: fileStart }));
  return types > mostTypes;
}

/** Each operation becomes a tool, with findings of its own. */
const mostOperations = 10_000;

/** Whether a schema has more operations than become tools; reported if so. */
export function hasTooManyOperations(operations: number, at: Location, report: Report): boolean {
  if (operations > mostOperations)
    report(finding(tooManyOperations, { operations, limit: mostOperations }, at));
  return operations > mostOperations;
}

/** The GraphQL library looks at the interfaces of the interfaces of a type, one by one. */
const mostInterfaces = 100;

/** Whether a type implements more interfaces than are checked; reported if so. */
export function hasTooManyInterfaces(
  definitions: readonly DefinitionNode[],
  file: string,
  report: Report,
): boolean {
  const large = definitions.filter(
    (definition) => 'interfaces' in definition && (definition.interfaces?.length ?? 0) > mostInterfaces,
  );
  for (const definition of large)
    if ('interfaces' in definition)
      report(
        finding(
          tooManyInterfaces,
          {
            type: definition.name.value,
            interfaces: definition.interfaces?.length ?? 0,
            limit: mostInterfaces,
          },
          placeOf(definition, file),
        ),
      );
  return large.length > 0;
}
