import { isJsonObject, type Json } from '../../../kernel/index.ts';

/** Which OpenAPI this is, or undefined when it is none that is read. */
export function dialectOf(value: Json): '3.0' | '3.1' | undefined {
  const version = isJsonObject(value) ? value['openapi'] : undefined;
  const match = typeof version === 'string' ? /^3\.([01])(\.|$)/.exec(version) : null;
  if (match === null) return undefined;
  return match[1] === '0' ? '3.0' : '3.1';
}
