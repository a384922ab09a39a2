import protobuf from 'protobufjs';
import protojson from 'protobufjs/ext/protojson.js';
import { isJsonObject, messageOf, problem } from '../../../kernel/index.ts';
import type { DescriptorObject, TypeNode } from '../../../snapshot/index.ts';
import { argumentsNotEncodable } from '../problems.ts';
import { showUnknownTypes } from './any.ts';

/** The message types of one service. */
export interface Messages {
  /** A message on the wire, of its ProtoJSON form. Throws a Problem when the type has no place for a value. */
  encode(type: string, json: unknown): Buffer;
  /** The ProtoJSON form of a message on the wire. Throws when the bytes are no such message. */
  decode(type: string, bytes: Uint8Array): unknown;
}

const known = new WeakMap<DescriptorObject, Messages>();

/** The types of a descriptor, made when the first of its tools is called, and kept as long as the descriptor is. */
export function messagesOf(descriptor: DescriptorObject): Messages {
  const messages = known.get(descriptor) ?? makeMessages(descriptor);
  known.set(descriptor, messages);
  return messages;
}

function makeMessages({ types }: DescriptorObject): Messages {
  const root = protobuf.Root.fromJSON({ nested: ordered(types) as Record<string, protobuf.INamespace> });
  addStandIn(root);
  root.resolveAll();
  preferFirstNames(types, root);
  return {
    encode: (name, json) => {
      const type = root.lookupType(`.${name}`);
      try {
        return Buffer.from(type.encode(protojson.fromJson(type, json)).finish());
      } catch (error) {
        throw problem(argumentsNotEncodable, { why: withoutDot(messageOf(error)) });
      }
    },
    decode: (name, bytes) => {
      const type = root.lookupType(`.${name}`);
      const message = type.decode(bytes);
      return showUnknownTypes(type, message, (shown) => protojson.toJson(type, shown) as unknown);
    },
  };
}

/** The type that stands in for unknown ones, where there may be any. */
function addStandIn(root: protobuf.Root): void {
  const scope = root.lookup('.google.protobuf');
  if (!(scope instanceof protobuf.Namespace) || scope.get('Any') === null || scope.get('BytesValue') !== null)
    return;
  scope.addJSON({ BytesValue: { fields: { value: { type: 'bytes', id: 1 } } } });
}

/**
 * Fields in the order of their numbers, which is that of most files, and enum values with zero, the default, first:
 * canonical JSON only knows the order of the alphabet.
 */
function ordered(types: Readonly<Record<string, TypeNode>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(types).map(([name, node]) => {
      if ('values' in node) return [name, { ...node, values: zeroFirst(node.values) }];
      if (!('nested' in node || 'fields' in node)) return [name, node];
      const fields = Object.entries(node.fields ?? {}).sort(([, a], [, b]) => a.id - b.id);
      return [
        name,
        {
          ...node,
          ...(node.fields === undefined ? {} : { fields: Object.fromEntries(fields) }),
          ...(node.nested === undefined ? {} : { nested: ordered(node.nested) }),
        },
      ];
    }),
  );
}

function zeroFirst(values: Readonly<Record<string, number>>): Record<string, number> {
  const entries = Object.entries(values);
  const isZero = ([, number]: [string, number]): boolean => number === 0;
  return Object.fromEntries([...entries.filter(isZero), ...entries.filter((entry) => !isZero(entry))]);
}

/** An enum number is shown by the first of its names, as every other implementation does. */
function preferFirstNames(types: Readonly<Record<string, TypeNode>>, scope: protobuf.NamespaceBase): void {
  for (const [name, node] of Object.entries(types)) {
    const object = scope.get(name);
    if ('values' in node && object instanceof protobuf.Enum) {
      const aliases = new Set(node.aliases);
      for (const [value, number] of Object.entries(node.values))
        if (!aliases.has(value)) object.valuesById[number] = value;
    } else if ('nested' in node && isJsonObject(node.nested) && object instanceof protobuf.Namespace)
      preferFirstNames(node.nested, object);
  }
}

/** protobufjs names types from the root: `.shop.v1.Order.id`. */
function withoutDot(message: string): string {
  return message.replace(/(^|[\s'"])\.(?=[A-Za-z_])/g, '$1');
}
