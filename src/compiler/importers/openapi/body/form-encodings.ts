import { finding, isJsonObject, type JsonObject } from '../../../../kernel/index.ts';
import type { FormEncoding } from '../../../../snapshot/index.ts';
import { ambiguousParameter } from '../diagnostics.ts';
import { memberAt, type Node, type Resolver } from '../resolve.ts';
import { styleNamed } from '../styles.ts';

/**
 * How the properties of a form travel that do not go by the defaults (OpenAPI 3.1, 4.8.15 Encoding Object): any of
 * `style`, `explode` and `allowReserved` makes a property travel like a query parameter, and otherwise
 * `contentType` says how its text is made.
 */
export function formEncodings(
  media: Node | undefined,
  resolver: Resolver,
): Record<string, FormEncoding> | undefined {
  const encoding = media === undefined ? undefined : resolver.child(media, 'encoding');
  if (encoding === undefined || !isJsonObject(encoding.value)) return undefined;
  const found = Object.keys(encoding.value).flatMap((property): [string, FormEncoding][] => {
    const node = resolver.child(encoding, property);
    if (node === undefined || !isJsonObject(node.value)) return [];
    const read = readEncoding(property, node, node.value, resolver);
    return read === undefined ? [] : [[property, read]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function readEncoding(
  property: string,
  node: Node,
  object: JsonObject,
  resolver: Resolver,
): FormEncoding | undefined {
  if (['style', 'explode', 'allowReserved'].some((field) => object[field] !== undefined)) {
    const style = styleNamed(property, 'query', object['style'], node, resolver);
    const explode = typeof object['explode'] === 'boolean' ? object['explode'] : style === 'form';
    return { style, explode, ...(object['allowReserved'] === true ? { allowReserved: true } : {}) };
  }
  const type = object['contentType'];
  if (typeof type !== 'string') return undefined;
  if (/^(application\/json|[^;,]+\+json)\s*(;|$)/i.test(type.trim())) return { style: 'json', explode: true };
  if (/^text\//i.test(type.trim())) return { style: 'text', explode: true };
  const why = `${type} is not written for the property of a form; text is sent as it is, anything else as JSON`;
  const at = resolver.locate(memberAt(node, 'contentType'));
  resolver.report(finding(ambiguousParameter, { name: property, why }, at));
  return undefined;
}
