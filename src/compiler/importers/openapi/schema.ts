import { finding, isJsonObject, type Json, type Location } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { ImportedSchema } from '../importer.ts';
import { suffixOf } from '../tool-names.ts';
import {
  endlessRef,
  ignoredHint,
  malformedSpec,
  structureProblem,
  unsupportedKeyword,
} from './diagnostics.ts';
import { directionOf } from './direction.ts';
import { choiceOf } from './discriminator.ts';
import { hiddenProperties } from './hidden-properties.ts';
import { keyOf, memberAt, type Node, type Place, type Resolver, refOf } from './resolve.ts';
import { bringUp30, isNullable } from './schema-30.ts';
import { endlessSchemas, usesOf } from './schema-graph.ts';
import { copied, dropped, exclusive30, nested, nestedLists, nestedMaps } from './schema-keywords.ts';

const none: ReadonlySet<string> = new Set();

/** What 3.0 ignores beside a `$ref` and people write there all the same; it changes nothing about valid values. */
const annotations = new Set(['title', 'description']);

/** Which way a value travels: `readOnly` properties are no arguments, `writeOnly` ones are in no answer. */
export type Direction = 'input' | 'output';

/** Turns the schemas of a spec into JSON Schema whose references are `#/$defs/<name>`; nothing is expanded. */
export interface SchemaConverter {
  convert(node: Node, direction: Direction): JsonSchema;
  /** Every schema that was referred to, converted, in the order of first mention. */
  shared(): ImportedSchema[];
}

export function schemaConverter(resolver: Resolver): SchemaConverter {
  const { dialect } = resolver;
  const names = new Map<string, string>();
  const taken = new Map<string, string>();
  const pending: { name: string; node: Node; direction: Direction }[] = [];
  const done: ImportedSchema[] = [];
  const isDirectional = directionOf(resolver);
  const hiddenOf = hiddenProperties(resolver);

  /** `above` are names that are hidden by what this schema is a part of. */
  function convert(node: Node, direction: Direction, above: ReadonlySet<string> = none): JsonSchema {
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
    if (ref !== undefined && dialect !== '3.1') {
      for (const keyword of Object.keys(value))
        if (keyword !== '$ref' && !keyword.startsWith('x-') && !annotations.has(keyword))
          ignored(keyword, `OpenAPI ${dialect} ignores what stands beside a $ref`, node);
      const texts = Object.entries(value).filter(([keyword]) => annotations.has(keyword));
      return { ...referred, ...Object.fromEntries(texts.filter(([, text]) => typeof text === 'string')) };
    }
    const schema: Record<string, unknown> = { ...referred };
    const own = hiddenOf(node, direction);
    const hidden = above.size === 0 ? own : new Set([...above, ...own]);
    for (const [keyword, part] of Object.entries(value))
      convertKeyword(schema, keyword, part, node, direction, hidden);
    hide(schema, hidden);
    const choice = choiceOf(value);
    if (choice !== undefined)
      schema['description'] = [schema['description'], choice].filter(isDefined).join(' ');
    if (dialect !== '3.1') bringUp30(schema, isNullable(value, dialect));
    return schema;
  }

  function reference(node: Node, ref: string, direction: Direction): JsonSchema {
    const at = (): Location => resolver.locate(memberAt(node, '$ref'));
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
    const own = `${(node.key || fileName(node.file)).replace(/[^A-Za-z0-9_.-]/g, '_')}${variant}`;
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
    hidden: ReadonlySet<string>,
  ): void {
    if (part === undefined || keyword.startsWith('x-')) return;
    if (dropped.has(keyword)) {
      if (keyword === 'pattern' && typeof part === 'string') convertPattern(schema, part, node);
      if ((keyword === 'pattern' || keyword === '$ref') && typeof part !== 'string')
        wrongForm(keyword, 'a text', memberAt(node, keyword));
      if (keyword === 'example') schema['examples'] ??= [part];
      if (keyword === 'nullable' && dialect === '3.1')
        ignored(keyword, 'OpenAPI 3.1 has type: [..., "null"] instead', node);
      return;
    }
    const form = dialect !== '3.1' && keyword.startsWith('exclusive') ? exclusive30 : copied.get(keyword);
    if (form !== undefined) {
      if (form.fits(part)) schema[keyword] = part;
      else wrongForm(keyword, form.expected, memberAt(node, keyword));
      return;
    }
    const inside = resolver.child(node, keyword) as Node;
    const at = (key: string | number): Node => resolver.child(inside, key) as Node;
    if (nested.has(keyword)) schema[keyword] = typeof part === 'boolean' ? part : convert(inside, direction);
    else if (nestedLists.has(keyword) && Array.isArray(part) && part.length > 0)
      schema[keyword] = part.map((_, index) =>
        convert(at(index), direction, keyword === 'allOf' ? hidden : none),
      );
    else if (nestedMaps.has(keyword) && isJsonObject(part))
      schema[keyword] = Object.fromEntries(
        Object.keys(part)
          .filter((key) => keyword !== 'patternProperties' || isPattern(key, at(key)))
          .map((key) => [key, convert(at(key), direction)]),
      );
    else if (nestedLists.has(keyword)) wrongForm(keyword, 'a list with a schema', inside);
    else if (nestedMaps.has(keyword)) wrongForm(keyword, 'a mapping', inside);
    else unsupported(keyword, inside);
  }

  function convertPattern(schema: Record<string, unknown>, pattern: string, node: Node): void {
    if (isPattern(pattern, memberAt(node, 'pattern'))) schema['pattern'] = pattern;
  }

  /** A pattern that JavaScript cannot read would fail at every call: it is left out, and reported. */
  function isPattern(pattern: string, place: Place): boolean {
    try {
      new RegExp(pattern, 'u');
      return true;
    } catch {
      unsupported(place.key, place);
      return false;
    }
  }

  function wrongForm(keyword: string, expected: string, place: Place): void {
    const problem = `'${keyword}' of a schema must be ${expected}`;
    const hint = 'correct it; until then nothing is checked against it';
    resolver.report(finding(structureProblem, { problem, hint }, resolver.locate(place)));
  }

  function ignored(keyword: string, why: string, node: Node): void {
    resolver.report(finding(ignoredHint, { keyword, why }, resolver.locate(memberAt(node, keyword), 'key')));
  }

  function unsupported(keyword: string, place: Place): void {
    resolver.report(finding(unsupportedKeyword, { keyword }, resolver.locate(place, 'key')));
  }

  /** Leaves out what travels the other way, here and among what is required. */
  function hide(schema: Record<string, unknown>, hidden: ReadonlySet<string>): void {
    if (hidden.size === 0) return;
    if (isJsonObject(schema['properties']))
      schema['properties'] = Object.fromEntries(
        Object.entries(schema['properties']).filter(([name]) => !hidden.has(name)),
      );
    if (!Array.isArray(schema['required'])) return;
    const required = (schema['required'] as string[]).filter((name) => !hidden.has(name));
    if (required.length > 0) schema['required'] = required;
    else delete schema['required'];
  }

  function shared(): ImportedSchema[] {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const { name, node, direction } = next;
      const schema = convert(node, direction);
      done.push({ name, schema, uses: usesOf(schema), at: resolver.locate(node, 'key') });
    }
    for (const { name, at } of endlessSchemas(done)) resolver.report(finding(endlessRef, { ref: name }, at));
    return done;
  }

  return { convert, shared };
}

function isDefined(value: unknown): boolean {
  return value !== undefined;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
