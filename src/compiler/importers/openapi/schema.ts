import { finding, isJsonObject, type Json, type JsonObject, type Location } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { ImportedSchema } from '../importer.ts';
import { suffixOf } from '../tool-names.ts';
import { malformedSpec, unsupportedKeyword } from './diagnostics.ts';
import { directionOf } from './direction.ts';
import { keyOf, type Node, type Resolver, refOf } from './resolve.ts';
import { copied, dropped, nested, nestedLists, nestedMaps } from './schema-keywords.ts';

/** Which way a value travels: `readOnly` properties are no arguments, `writeOnly` ones are in no answer. */
export type Direction = 'input' | 'output';

/** Turns the schemas of a spec into JSON Schema whose references are `#/$defs/<name>`; nothing is expanded. */
export interface SchemaConverter {
  convert(node: Node, direction: Direction): JsonSchema;
  /** Every schema that was referred to, converted, in the order of first mention. */
  shared(): ImportedSchema[];
}

export function schemaConverter(resolver: Resolver, dialect: '3.0' | '3.1'): SchemaConverter {
  const names = new Map<string, string>();
  const taken = new Map<string, string>();
  const pending: { name: string; node: Node; direction: Direction }[] = [];
  const done: ImportedSchema[] = [];
  const isDirectional = directionOf(resolver);

  function convert(node: Node, direction: Direction): JsonSchema {
    const { value } = node;
    if (value === true) return {};
    if (value === false) return { not: {} };
    if (!isJsonObject(value)) {
      resolver.report(
        finding(malformedSpec, { what: 'a schema', expected: 'a mapping' }, resolver.locate(node)),
      );
      return {};
    }
    const ref = refOf(value);
    const referred = ref === undefined ? {} : reference(node, ref, direction);
    if (ref !== undefined && dialect === '3.0') return referred;
    const schema: Record<string, unknown> = { ...referred };
    for (const [keyword, part] of Object.entries(value))
      convertKeyword(schema, keyword, part, node, direction);
    hideOtherDirection(schema, node, direction);
    if (dialect === '3.0') bringUp30(schema, value);
    return schema;
  }

  function reference(node: Node, ref: string, direction: Direction): JsonSchema {
    const at = (): Location => resolver.locate({ ...node, path: [...node.path, '$ref'] });
    const target = resolver.target(node.file, ref, at);
    if (target === undefined || resolver.follow(target) === undefined) return {};
    return { $ref: `#/$defs/${nameOf(target, direction)}` };
  }

  /** The name of a shared schema: its own, when nobody else has it. */
  function nameOf(node: Node, direction: Direction): string {
    const variant = direction === 'input' && isDirectional(node) ? '_input' : '';
    const key = `${keyOf(node)}${variant}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const own = `${(node.path.at(-1) ?? fileName(node.file)).replace(/[^A-Za-z0-9_.-]/g, '_')}${variant}`;
    const name = taken.has(own) ? `${own}_${suffixOf(key)}` : own;
    names.set(key, name);
    taken.set(name, key);
    pending.push({ name, node, direction });
    return name;
  }

  function convertKeyword(
    schema: Record<string, unknown>,
    keyword: string,
    part: Json | undefined,
    node: Node,
    direction: Direction,
  ): void {
    if (part === undefined || dropped.has(keyword) || keyword.startsWith('x-')) {
      if (keyword === 'pattern' && typeof part === 'string') convertPattern(schema, part, node);
      if (keyword === 'example' && part !== undefined) schema['examples'] = [part];
      return;
    }
    const at = (key: string | number): Node => resolver.child(inside, key) as Node;
    const inside: Node = { file: node.file, path: [...node.path, keyword], value: part };
    if (copied.has(keyword)) schema[keyword] = part;
    else if (nested.has(keyword))
      schema[keyword] = typeof part === 'boolean' ? part : convert(inside, direction);
    else if (nestedLists.has(keyword) && Array.isArray(part))
      schema[keyword] = part.map((_, index) => convert(at(index), direction));
    else if (nestedMaps.has(keyword) && isJsonObject(part))
      schema[keyword] = Object.fromEntries(
        Object.keys(part).map((key) => [key, convert(at(key), direction)]),
      );
    else unsupported(keyword, inside);
  }

  /** A pattern that JavaScript cannot read would fail at every call. */
  function convertPattern(schema: Record<string, unknown>, pattern: string, node: Node): void {
    try {
      new RegExp(pattern, 'u');
      schema['pattern'] = pattern;
    } catch {
      unsupported('pattern', { file: node.file, path: [...node.path, 'pattern'], value: pattern });
    }
  }

  function unsupported(keyword: string, node: Node): void {
    resolver.report(finding(unsupportedKeyword, { keyword }, resolver.locate(node, 'key')));
  }

  function hideOtherDirection(schema: Record<string, unknown>, node: Node, direction: Direction): void {
    const properties = node.value as JsonObject;
    if (!isJsonObject(properties['properties'])) return;
    const hidden = direction === 'input' ? 'readOnly' : 'writeOnly';
    const inside = resolver.child(node, 'properties') as Node;
    const kept = { ...(schema['properties'] as Record<string, unknown>) };
    for (const name of Object.keys(kept)) {
      const property = resolver.follow(resolver.child(inside, name) as Node)?.value;
      if (isJsonObject(property) && property[hidden] === true) delete kept[name];
    }
    schema['properties'] = kept;
    if (Array.isArray(schema['required'])) {
      const declared = properties['properties'];
      const required = schema['required'].filter(
        (name) => Object.hasOwn(kept, name) || !Object.hasOwn(declared, name),
      );
      if (required.length > 0) schema['required'] = required;
      else delete schema['required'];
    }
  }

  function shared(): ImportedSchema[] {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const { name, node, direction } = next;
      const schema = convert(node, direction);
      done.push({ name, schema, uses: usesOf(schema), at: resolver.locate(node, 'key') });
    }
    return done;
  }

  return { convert, shared };
}

/** Names of the shared schemas that a converted schema refers to directly, sorted. */
export function usesOf(schema: JsonSchema): string[] {
  const uses = new Set<string>();
  (function visit(part: unknown): void {
    if (!isJsonObject(part)) return;
    const ref = refOf(part);
    if (ref !== undefined) uses.add(ref.slice('#/$defs/'.length));
    for (const [keyword, value] of Object.entries(part)) {
      if (nested.has(keyword)) visit(value);
      else if (nestedLists.has(keyword) && Array.isArray(value)) for (const item of value) visit(item);
      else if (nestedMaps.has(keyword))
        for (const member of Object.values(value as JsonObject)) visit(member);
    }
  })(schema);
  return [...uses].sort();
}

/** What OpenAPI 3.0 says in its own way: `nullable`, and exclusive limits as booleans. */
function bringUp30(schema: Record<string, unknown>, source: JsonObject): void {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[limit];
      delete schema[limit];
    } else if (schema[exclusive] === false) delete schema[exclusive];
  }
  if (source['nullable'] !== true) return;
  const { type } = schema;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null))
    schema['enum'] = [...schema['enum'], null];
  if (type !== undefined) return;
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (schema[keyword] === undefined) continue;
    const inner = { [keyword]: schema[keyword] };
    delete schema[keyword];
    schema['anyOf'] = [inner, { type: 'null' }];
    return;
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
