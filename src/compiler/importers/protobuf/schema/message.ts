import type { JsonSchema } from '../../../../snapshot/index.ts';
import type { ProtoField, ProtoMessage } from '../model.ts';
import { type FieldTypes, fieldSchema } from './field.ts';
import type { Direction } from './scalars.ts';

/** Members of a oneof up to which its schema says that they exclude each other; a call is refused either way. */
const oneofLimit = 16;

export interface MessageTypes extends FieldTypes {
  extensionsOf(message: ProtoMessage): readonly ProtoField[];
}

/**
 * The schema of a message as an object. Arguments have the names of the file, as in reShapr; results have those
 * that the ProtoJSON format makes of them.
 */
export function messageSchema(message: ProtoMessage, types: MessageTypes, direction: Direction): JsonSchema {
  const fields = [...message.fields, ...types.extensionsOf(message)].filter((field) =>
    travels(field, direction),
  );
  const nameOf = (field: ProtoField): string => propertyName(field, direction);
  const properties = Object.fromEntries(
    fields.map((field) => [nameOf(field), fieldSchema(field, types, direction)]),
  );
  const required = fields.filter((field) => isRequired(field, message, direction)).map(nameOf);
  const oneofs = [...message.oneofs.values()].map((names) =>
    fields.filter(({ name, extend }) => extend === undefined && names.includes(name)).map(nameOf),
  );
  const excluding = exclusions(oneofs);
  return {
    type: 'object',
    ...describe(message, oneofs, direction),
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(excluding === undefined ? {} : { dependentSchemas: excluding }),
    ...(direction === 'input' ? { additionalProperties: false } : {}),
  };
}

/**
 * What only a backend sets is no argument (google.api.FieldBehavior). Of results a field is left out that is called
 * as something which every object of JavaScript has: clients would find it in all of them, and refuse it.
 */
function travels(field: ProtoField, direction: Direction): boolean {
  if (direction === 'output') return !(propertyName(field, direction) in {});
  return !field.behaviors.includes('OUTPUT_ONLY');
}

function propertyName(field: ProtoField, direction: Direction): string {
  if (field.extend !== undefined) return `[${field.name}]`;
  return direction === 'input' ? field.name : field.jsonName;
}

function isRequired(field: ProtoField, message: ProtoMessage, direction: Direction): boolean {
  if (field.rule === 'required' || field.features?.['field_presence'] === 'LEGACY_REQUIRED') return true;
  const isMember = [...message.oneofs.values()].some((names) => names.includes(field.name));
  return direction === 'input' && field.behaviors.includes('REQUIRED') && !isMember;
}

/** Who is there forbids the others of its oneof. Not `oneOf`: model APIs refuse that at the top of a schema. */
function exclusions(oneofs: readonly (readonly string[])[]): JsonSchema | undefined {
  const schemas: Record<string, JsonSchema> = {};
  for (const names of oneofs) {
    if (names.length < 2 || names.length > oneofLimit) continue;
    for (const [index, name] of names.slice(0, -1).entries())
      schemas[name] = {
        properties: Object.fromEntries(names.slice(index + 1).map((other) => [other, false])),
      };
  }
  return Object.keys(schemas).length === 0 ? undefined : schemas;
}

function describe(
  message: ProtoMessage,
  oneofs: readonly (readonly string[])[],
  direction: Direction,
): JsonSchema {
  const choices = oneofs
    .filter((names) => names.length > 1 && direction === 'input')
    .map((names) => `At most one of ${names.join(', ')}.`);
  const text = [message.comment, ...choices].filter((part) => part !== undefined).join('\n');
  return {
    ...(text === '' ? {} : { description: text }),
    ...(message.deprecated ? { deprecated: true } : {}),
  };
}
