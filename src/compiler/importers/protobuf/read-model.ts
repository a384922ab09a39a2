import protobuf from 'protobufjs';
import { fileStart, isJsonObject, type Location, type Range } from '../../../kernel/index.ts';
import type {
  Features,
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoImport,
  ProtoMessage,
  ProtoMethod,
  ProtoService,
  ProtoSymbol,
} from './model.ts';

/** What protobufjs does not keep of a file: places, comments, and options that stand more than once. */
export interface Notes {
  at(name: string): Range | undefined;
  typeAt(name: string, index: number): Range | undefined;
  comment(name: string): string | undefined;
  behaviors(name: string, options: protobuf.Field['options']): readonly string[];
}

export interface FileHead {
  readonly path: string;
  readonly package: string;
  readonly imports: readonly ProtoImport[];
}

/** Makes a file's model from the reflection of protobufjs, whose root holds that file only. */
export function readModel(root: protobuf.Root, head: FileHead, notes: Notes): ProtoFile {
  const symbols = new Map<string, ProtoSymbol>();
  const services: ProtoService[] = [];
  const extensions: ProtoField[] = [];
  const place = (range: Range | undefined): Location => ({ file: head.path, range: range ?? fileStart });
  const at = (name: string): Location => place(notes.at(name));
  walk(root);
  return { ...head, symbols, services, extensions };

  function walk(namespace: protobuf.NamespaceBase): void {
    for (const object of namespace.nestedArray) {
      if (object instanceof protobuf.Type) {
        const message = messageOf(object);
        symbols.set(message.name, message);
        walk(object);
      } else if (object instanceof protobuf.Enum) symbols.set(nameOf(object), enumOf(object));
      else if (object instanceof protobuf.Service) services.push(serviceOf(object));
      else if (object instanceof protobuf.Field) extensions.push(fieldOf(object, nameOf(object)));
      else if (object instanceof protobuf.Namespace) walk(object);
    }
  }

  function messageOf(type: protobuf.Type): ProtoMessage {
    const name = nameOf(type);
    const fields = type.fieldsArray
      .filter((field) => field.declaringField === null)
      .map((field) => fieldOf(field, fieldName(field, type)));
    const real = type.oneofsArray.filter(({ fieldsArray }) => !fieldsArray.some(isProto3Optional));
    return {
      kind: 'message',
      name,
      file: head.path,
      at: at(name),
      comment: notes.comment(name),
      deprecated: type.options?.['deprecated'] === true,
      fields,
      oneofs: new Map(real.map((oneof) => [oneof.name, [...oneof.oneof]])),
      isGroup: isGroup(type),
      edition: editionOf(type),
      features: featuresOf(type),
    };
  }

  function fieldOf(field: protobuf.Field, name: string): ProtoField {
    const { options } = field;
    const scope = field.parent === null ? '' : nameOf(field.parent);
    const full = field.extend === undefined ? `${scope}.${name}` : name;
    return {
      name,
      jsonName: field.jsonName ?? jsonNameOf(name),
      number: field.id,
      type: field.type,
      keyType: field instanceof protobuf.MapField ? field.keyType : undefined,
      rule: ruleOf(field),
      isOptional: isProto3Optional(field),
      packed: typeof options?.['packed'] === 'boolean' ? options['packed'] : undefined,
      features: featuresOf(field),
      edition: editionOf(field),
      deprecated: options?.['deprecated'] === true,
      defaultValue: options?.['default'],
      behaviors: notes.behaviors(full, options),
      comment: notes.comment(full),
      extend: field.extend,
      scope,
      at: at(full),
      typeAt: place(notes.typeAt(full, 0) ?? notes.at(full)),
    };
  }

  function enumOf(type: protobuf.Enum): ProtoEnum {
    const name = nameOf(type);
    return {
      kind: 'enum',
      name,
      file: head.path,
      at: at(name),
      comment: notes.comment(name),
      values: Object.entries(type.values).map(([value, number]) => ({ name: value, number })),
      edition: editionOf(type),
      features: featuresOf(type),
    };
  }

  function serviceOf(service: protobuf.Service): ProtoService {
    const name = nameOf(service);
    const methods = service.methodsArray.map((method) => methodOf(method, `${name}.${method.name}`));
    const scope = name.slice(0, Math.max(0, name.length - service.name.length - 1));
    return { name, file: head.path, package: scope, at: at(name), methods };
  }

  function methodOf(method: protobuf.Method, name: string): ProtoMethod {
    const idempotency: unknown = method.options?.['idempotency_level'];
    const typeAt = (index: number): Location => place(notes.typeAt(name, index) ?? notes.at(name));
    return {
      name: method.name,
      at: at(name),
      comment: notes.comment(name),
      deprecated: method.options?.['deprecated'] === true,
      idempotency:
        idempotency === 'NO_SIDE_EFFECTS' || idempotency === 'IDEMPOTENT' ? idempotency : undefined,
      input: { type: method.requestType, stream: method.requestStream === true, at: typeAt(0) },
      output: { type: method.responseType, stream: method.responseStream === true, at: typeAt(1) },
    };
  }
}

/** What the file says, before features are resolved. */
function ruleOf(field: protobuf.Field): ProtoField['rule'] {
  const rule = 'rule' in field ? field.rule : undefined;
  return rule === 'repeated' || rule === 'required' ? rule : undefined;
}

/** `lowerCamelCase` as the ProtoJSON format makes it. */
function jsonNameOf(name: string): string {
  return name.replace(/_+([^_]|$)/g, (_, letter: string) => letter.toUpperCase());
}

/** The field of a group is called as its type in lower case; protobufjs only makes the first letter small. */
function fieldName(field: protobuf.Field, parent: protobuf.Type): string {
  const type = parent.nested?.[field.type];
  return type instanceof protobuf.Type && isGroup(type) ? field.type.toLowerCase() : field.name;
}

function nameOf(object: protobuf.ReflectionObject): string {
  return object.fullName.replace(/^\./, '');
}

function isProto3Optional(field: protobuf.Field): boolean {
  return field.options?.['proto3_optional'] === true;
}

/** Of what stands at the top of a file; the rest inherits it. */
function editionOf(object: protobuf.ReflectionObject): string | undefined {
  return '_edition' in object && typeof object._edition === 'string' ? object._edition : undefined;
}

function featuresOf(object: protobuf.ReflectionObject): Features | undefined {
  const features: unknown = object.options?.['features'];
  return isJsonObject(features) ? features : undefined;
}

function isGroup(type: protobuf.Type): boolean {
  return 'group' in type && type.group === true;
}
