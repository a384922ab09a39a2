import type { GraphQLObjectType } from 'graphql';
import { finding } from '../../../kernel/index.ts';
import { distinctToolName, legalToolName } from '../tool-names.ts';
import { graphqlNameTaken } from './diagnostics.ts';
import type { Report } from './report.ts';
import type { OutputField } from './selectable-fields.ts';
import type { SourceSchema } from './source-schema.ts';

/** One field of a root type. */
export interface Operation {
  readonly type: 'query' | 'mutation';
  readonly root: GraphQLObjectType;
  readonly field: OutputField;
  /** The name of the field, as in reShapr; of a mutation that shares it with a query, `Mutation.<field>`. */
  readonly name: string;
  readonly tool: string;
}

/** All queries, then all mutations, in the order they are written. */
export function operationsOf(source: SourceSchema, report: Report): Operation[] {
  const { schema } = source;
  const operations: Operation[] = [];
  const tools = new Set<string>();
  const claim = (name: string): boolean => !tools.has(name) && tools.add(name) !== undefined;
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  const queries = query?.getFields() ?? {};
  for (const [type, root] of [['query', query] as const, ['mutation', mutation] as const]) {
    if (!root) continue;
    for (const field of Object.values(root.getFields())) {
      const taken = type === 'mutation' && Object.hasOwn(queries, field.name);
      const name = taken ? `${root.name}.${field.name}` : field.name;
      const legal = legalToolName(field.name);
      let tool = legal;
      for (let salt = ''; !claim(tool); salt += '+') tool = distinctToolName(legal, `${name}${salt}`);
      operations.push({ type, root, field, name, tool });
      if (!taken) continue;
      const at = source.fieldAt(root.name, field.name);
      const related = { ...source.fieldAt(query?.name ?? '', field.name), message: 'the query is here' };
      report(finding(graphqlNameTaken, { field: field.name, operation: name, tool }, at, [related]));
    }
  }
  return operations;
}
