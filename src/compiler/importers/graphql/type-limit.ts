import { fileStart, finding } from '../../../kernel/index.ts';
import { tooManyTypes } from './diagnostics.ts';
import type { Report } from './report.ts';

/** The GraphQL library follows types into types, and would run out of stack. */
const mostTypes = 5000;

/** Whether a schema has more types than are read; reported if so. */
export function hasTooManyTypes(types: number, file: string, report: Report): boolean {
  if (types > mostTypes)
    report(finding(tooManyTypes, { types, limit: mostTypes }, { file, range: fileStart }));
  return types > mostTypes;
}
