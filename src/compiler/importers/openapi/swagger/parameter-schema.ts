import { finding, isJsonObject } from '../../../../kernel/index.ts';
import { ambiguousParameter } from '../diagnostics.ts';
import type { Node, Resolver } from '../resolve.ts';
import { composed, said } from './compose.ts';

/** Fields of a parameter that are no part of its schema. */
const apart = new Set([
  'name',
  'in',
  'required',
  'description',
  'allowEmptyValue',
  'collectionFormat',
  'type',
  'items',
]);

/** The schema that a parameter of 2.0, which has its keywords among its own fields, would have in 3.0. */
export function parameterSchema(parameter: Node, name: string, resolver: Resolver): Node {
  const fields = isJsonObject(parameter.value) ? Object.keys(parameter.value) : [];
  const kept = fields
    .filter((field) => !apart.has(field) && (!field.startsWith('x-') || field === 'x-nullable'))
    .map((field) => [field, resolver.child(parameter, field)] as const);
  const type = resolver.child(parameter, 'type');
  const items = resolver.child(parameter, 'items');
  if (type?.value === 'file')
    return composed(parameter, { type: said(type, 'string'), format: said(type, 'binary') });
  if (items !== undefined) checkInner(items, name, resolver);
  return composed(parameter, {
    type,
    ...Object.fromEntries(kept),
    items: items === undefined ? undefined : parameterSchema(items, name, resolver),
  });
}

/** A list in a list has a format of its own, which nothing in 3.x can say. */
function checkInner(items: Node, name: string, resolver: Resolver): void {
  const format = resolver.child(items, 'collectionFormat');
  if (format === undefined || resolver.child(items, 'type')?.value !== 'array') return;
  const why = 'a list within a list is sent as JSON';
  resolver.report(finding(ambiguousParameter, { name, why }, resolver.locate(format)));
}
