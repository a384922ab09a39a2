import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  print,
} from 'graphql';
import { finding } from '../../../kernel/index.ts';
import { wrongDefault } from './diagnostics.ts';
import { placeOf } from './place.ts';
import type { Report } from './report.ts';

/** Reports default values that do not fit their types; the GraphQL library passes over them. */
export function checkDefaults(schema: GraphQLSchema, file: string, report: Report): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) check(Object.values(type.getFields()), file, report);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { args } of Object.values(type.getFields())) check(args, file, report);
  }
}

function check(inputs: readonly (GraphQLArgument | GraphQLInputField)[], file: string, report: Report): void {
  for (const { astNode, defaultValue, type } of inputs) {
    if (!astNode?.defaultValue || defaultValue !== undefined) continue;
    const value = print(astNode.defaultValue).slice(0, 60);
    report(finding(wrongDefault, { value, type: String(type) }, placeOf(astNode.defaultValue, file)));
  }
}
