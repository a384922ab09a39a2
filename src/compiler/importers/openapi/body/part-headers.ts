import { finding, isJsonObject } from '../../../../kernel/index.ts';
import type { BodyPart, JsonSchema } from '../../../../snapshot/index.ts';
import { ambiguousParameter } from '../diagnostics.ts';
import { headerFault } from '../header-names.ts';
import type { Node } from '../resolve.ts';
import type { Reading } from './reading.ts';

type PartHeader = NonNullable<BodyPart['headers']>[number];

/** Headers that a part has anyway; `Content-Type` is to be ignored here (OpenAPI 3.1, 4.8.15.1). */
const ownHeaders = new Set(['content-type', 'content-disposition', 'content-length']);

/** The headers of one part: those that can have one value only are sent with it, others are arguments. */
export function partHeaders(
  encoding: Node | undefined,
  { args, converter, resolver }: Reading,
): PartHeader[] {
  const headers = encoding === undefined ? undefined : resolver.child(encoding, 'headers');
  if (headers === undefined || !isJsonObject(headers.value)) return [];
  return Object.keys(headers.value).flatMap((name): PartHeader[] => {
    const node = resolver.follow(resolver.child(headers, name) as Node);
    if (node === undefined || !isJsonObject(node.value) || ownHeaders.has(name.toLowerCase())) return [];
    const fault = headerFault(name);
    if (fault !== undefined) {
      const why = `${fault}; the part is sent without it`;
      resolver.report(finding(ambiguousParameter, { name, why }, resolver.locate(node, 'key')));
      return [];
    }
    const schema = resolver.child(node, 'schema');
    const converted: Record<string, unknown> =
      schema === undefined ? {} : { ...converter.convert(schema, 'input') };
    const value = onlyValue(converted);
    if (value !== undefined) return [{ name, value }];
    const { description, required, explode } = node.value;
    if (typeof description === 'string') converted['description'] = description;
    const argument = args.add(name, 'part', converted, required === true);
    return [{ name, argument, ...(explode === true ? { explode } : {}) }];
  });
}

function onlyValue(schema: JsonSchema): string | undefined {
  const { enum: values, const: constant } = schema;
  const only: unknown = Array.isArray(values) && values.length === 1 ? values[0] : constant;
  return typeof only === 'string' || typeof only === 'number' ? String(only) : undefined;
}
