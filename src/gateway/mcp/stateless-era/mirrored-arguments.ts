import type { IncomingHttpHeaders } from 'node:http';
import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { Tool } from '../../surface/surface.ts';
import type { Fault } from '../rpc/fault.ts';
import { headerMismatch } from './check-headers.ts';
import { decodeHeaderValue } from './header-value.ts';

/** An argument that a client repeats in `Mcp-Param-<name>`, because its schema says `x-mcp-header`. */
interface MirroredArgument {
  readonly path: readonly string[];
  /** In lower case, as Node gives header names. */
  readonly header: string;
  readonly numeric: boolean;
}

/** Integers are compared as numbers: `42.0` is 42. */
const decimal = /^-?\d+(\.\d+)?$/;

/** Compares the headers of a call with the arguments that they mirror. */
export type CheckMirrored = (
  headers: IncomingHttpHeaders,
  tool: Tool,
  params: JsonObject,
) => Fault | undefined;

/** "Server Behavior for Custom Headers" (2026-07-28); the annotations of a tool are read at its first call. */
export function mirroredArguments(): CheckMirrored {
  const known = new WeakMap<Tool, readonly MirroredArgument[]>();
  return (headers, tool, params) => {
    const mirrored = known.get(tool) ?? readAnnotations(tool.object.inputSchema, []);
    known.set(tool, mirrored);
    for (const argument of mirrored) {
      const fault = compare(headers[argument.header], argument, valueAt(params.arguments, argument.path));
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** Only chains of `properties` lead to an annotation that counts; references are not followed. */
function readAnnotations(schema: unknown, path: readonly string[]): MirroredArgument[] {
  if (!isJsonObject(schema)) return [];
  const name = schema['x-mcp-header'];
  const own =
    typeof name === 'string' && path.length > 0
      ? [{ path, header: `mcp-param-${name.toLowerCase()}`, numeric: schema.type === 'integer' }]
      : [];
  const properties = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  return [...own, ...properties.flatMap(([key, child]) => readAnnotations(child, [...path, key]))];
}

function valueAt(args: unknown, path: readonly string[]): unknown {
  let value = args;
  for (const key of path) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

function compare(
  header: string | string[] | undefined,
  { header: name, numeric }: MirroredArgument,
  value: unknown,
): Fault | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  if (header === undefined) return headerMismatch(`${name} is missing`);
  const decoded = decodeHeaderValue(String(header));
  if (decoded === undefined) return headerMismatch(`${name} is not valid Base64 of UTF-8`);
  const equal = numeric && decimal.test(decoded) ? Number(decoded) === value : decoded === String(value);
  return equal ? undefined : headerMismatch(`${name} differs from the argument that it mirrors`);
}
