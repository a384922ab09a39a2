import { isJsonObject, type Json } from '../../../kernel/index.ts';

/** The dialects that are read. A document and all that it refers to are of one. */
export type Dialect = '2.0' | '3.0' | '3.1';

/** Which OpenAPI this is, or undefined when it is none that is read. */
export function dialectOf(value: Json): Dialect | undefined {
  if (!isJsonObject(value)) return undefined;
  const { openapi, swagger } = value;
  // YAML reads `swagger: 2.0` as a number.
  if (swagger === '2.0' || swagger === 2) return '2.0';
  const match = typeof openapi === 'string' ? /^3\.([01])(\.|$)/.exec(openapi) : null;
  if (match === null) return undefined;
  return match[1] === '0' ? '3.0' : '3.1';
}
