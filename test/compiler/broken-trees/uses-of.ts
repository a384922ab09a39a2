import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/index.ts';

/** As much of an OpenAPI document as the mutations touch. */
export interface Spec extends JsonObject {
  readonly paths: Record<string, Record<string, JsonObject>>;
  readonly components: Record<string, Record<string, JsonObject>>;
}

/**
 * For each place of a reference, in the order of the text: whether a tool needs it. Tools need the parameters, the
 * bodies and the first answer of success, and what those refer to; they do not need the answers of failure.
 */
export function usesOf(spec: Spec, ref: string): boolean[] {
  const needed = neededParts(spec);
  const found: boolean[] = [];
  const visit = (value: Json | undefined, inside: boolean): void => {
    if (Array.isArray(value)) for (const item of value as Json[]) visit(item, inside || needed.has(item));
    else if (isJsonObject(value)) {
      if (value['$ref'] === ref) found.push(inside || needed.has(value));
      for (const member of Object.values(value))
        visit(member, inside || (member !== undefined && needed.has(member)));
    }
  };
  visit(spec, false);
  return found;
}

/** The values that tools are made from, by identity. */
function neededParts(spec: Spec): Set<Json> {
  const needed = new Set<Json>();
  const pending: Json[] = [];
  const need = (part: Json | undefined): void => {
    if (part === undefined || needed.has(part) || typeof part !== 'object' || part === null) return;
    needed.add(part);
    pending.push(part);
  };
  for (const item of Object.values(spec.paths)) {
    need(item['parameters']);
    for (const [method, operation] of Object.entries(item)) {
      if (!/^(get|put|post|delete|patch)$/.test(method)) continue;
      need(operation['parameters']);
      need(operation['requestBody']);
      const responses = operation['responses'];
      if (!isJsonObject(responses)) continue;
      const success = Object.keys(responses).filter((status) => /^2/.test(status));
      for (const status of success) need(responses[status]);
    }
  }
  for (let part = pending.pop(); part !== undefined; part = pending.pop())
    for (const [, section = '', name = ''] of JSON.stringify(part).matchAll(
      /"\$ref":"#\/components\/(\w+)\/([^"]+)"/g,
    ))
      need(spec.components[section]?.[name]);
  return needed;
}
