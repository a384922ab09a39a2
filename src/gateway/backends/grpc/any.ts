import protobuf from 'protobufjs';
import { isJsonObject } from '../../../kernel/index.ts';

const anyName = '.google.protobuf.Any';
/** Parts the URL of an unknown type from the type that stands in for it; no URL has it. */
const mark = '\u0000/google.protobuf.BytesValue';
/** Levels of messages that are looked into; decoding stops before. */
const deepest = 200;

/**
 * Converts a message in which a `google.protobuf.Any` may hold a type that nobody here knows. ProtoJSON has no form
 * for that and would fail as a whole; such a value is shown with its type and its bytes in base64.
 */
export function showUnknownTypes(
  type: protobuf.Type,
  message: protobuf.Message,
  convert: (message: protobuf.Message) => unknown,
): unknown {
  const hidden = hideIn(type, message, 0);
  const json = convert(message);
  return hidden === 0 ? json : unmarked(json, 0);
}

/** Puts a `BytesValue` in place of what is unknown; the count of places. */
function hideIn(type: protobuf.Type, message: unknown, depth: number): number {
  if (typeof message !== 'object' || message === null || depth > deepest || !holdsAny(type)) return 0;
  const values = message as Record<string, unknown>;
  if (type.fullName === anyName) return hide(type, values);
  let count = 0;
  for (const field of type.fieldsArray) {
    const inner = field.resolve().resolvedType;
    const value = values[field.name];
    if (!(inner instanceof protobuf.Type) || value === null || value === undefined) continue;
    const members = field.map ? Object.values(value) : Array.isArray(value) ? value : [value];
    for (const member of members) count += hideIn(inner, member, depth + 1);
  }
  return count;
}

function hide(type: protobuf.Type, any: Record<string, unknown>): number {
  const [url, value] = ['type_url' in type.fields ? 'type_url' : 'typeUrl', 'value'];
  const typeUrl = any[url];
  if (typeof typeUrl !== 'string' || typeUrl === '') return 0;
  try {
    type.root.lookupType(typeUrl.slice(typeUrl.lastIndexOf('/') + 1));
    return 0;
  } catch {
    const bytes = any[value] instanceof Uint8Array ? any[value] : new Uint8Array();
    any[url] = `${typeUrl}${mark}`;
    any[value] = protobuf.Writer.create().uint32(10).bytes(bytes).finish();
    return 1;
  }
}

const holding = new WeakMap<protobuf.Type, boolean>();

/** Whether a type leads to an `Any`: most do not, and are not walked. */
function holdsAny(type: protobuf.Type): boolean {
  const known = holding.get(type);
  if (known !== undefined) return known;
  const seen = new Set([type]);
  for (const next of seen)
    for (const field of next.fieldsArray) {
      const inner = field.resolve().resolvedType;
      if (inner instanceof protobuf.Type) seen.add(inner);
    }
  const holds = [...seen].some(({ fullName }) => fullName === anyName);
  holding.set(type, holds);
  return holds;
}

function unmarked(json: unknown, depth: number): unknown {
  if (depth > deepest) return json;
  if (Array.isArray(json)) return json.map((item) => unmarked(item, depth + 1));
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key,
    key === '@type' && typeof value === 'string' ? value.replace(mark, '') : unmarked(value, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
