import { type JsonSchemaDocument, jsonSchemaOfKind, kinds } from '../../../src/manifest/index.ts';
import { code, page, table } from './markdown.ts';

/** What these pages read of a JSON Schema. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
}

interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly text: string;
}

/** The fields of each kind, with their descriptions. */
export function manifestsPage(): string {
  const metadata = shapesOf(jsonSchemaOfKind('Service'))[0]?.properties?.['metadata'] ?? {};
  return page('Manifests', 'the schemas of `src/manifest/kinds`', [
    'A manifest is one YAML (or JSON) document; a file may hold several, with `---` between them. Files may lie anywhere in the tree. Unknown fields are errors. JSON Schemas for editors lie in [schemas/](../../schemas); `reshapr schema KIND` prints them.',
    `Kinds: ${kinds.map((kind) => `[${kind}](#${kind.toLowerCase()})`).join(', ')}.`,
    '## Every kind',
    table(
      ['field', 'type', 'required', 'meaning'],
      [
        ['`apiVersion`', '`reshapr.io/v1alpha1`', 'yes', 'Version of the manifest format.'],
        ['`kind`', 'text', 'yes', 'What the manifest declares.'],
        ...rowsOf(fieldsOf(metadata, 'metadata.')),
      ],
    ),
    ...kinds.map(kindPart),
  ]);
}

function kindPart(kind: (typeof kinds)[number]): string {
  const shapes = shapesOf(jsonSchemaOfKind(kind));
  const spec = shapes[0]?.properties?.['spec'] ?? {};
  const bare =
    shapes.length > 1
      ? 'Also loads as a bare artifact file: the fields of `spec` at the root, and no `metadata`; `service` says which Service it belongs to.'
      : '';
  return [
    `## ${kind}`,
    (shapes[0]?.description ?? '').replace(/ Resource form:.*$/, ''),
    bare,
    table(['field', 'type', 'required', 'meaning'], rowsOf(fieldsOf(spec, 'spec.'))),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function shapesOf(document: JsonSchemaDocument): readonly Schema[] {
  const schema = document as Schema;
  return schema.anyOf ?? [schema];
}

/** Every field below a schema, by its path; alternatives are told once. */
function fieldsOf(schema: Schema, prefix: string): Field[] {
  const fields = new Map<string, Field>();
  for (const field of alternatives(schema).flatMap((one) => ownFields(one, prefix)))
    if (!fields.has(field.path)) fields.set(field.path, field);
  return [...fields.values()];
}

function ownFields(
  { properties = {}, required = [], additionalProperties, items }: Schema,
  prefix: string,
): Field[] {
  const named = Object.entries(properties).flatMap(([name, schema]): Field[] => {
    const path = `${prefix}${name}`;
    const { description: text = '' } = schema;
    const field = { path, type: typeOf(schema), required: required.includes(name), text };
    return [field, ...fieldsOf(schema, `${path}.`)];
  });
  const values = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return [
    ...named,
    ...(values === undefined ? [] : fieldsOf(values, `${prefix}<name>.`)),
    ...(items === undefined ? [] : fieldsOf(items, `${prefix.slice(0, -1)}[].`)),
  ];
}

function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives);
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  const types = [schema.type ?? 'anything'].flat();
  return types
    .map((type) => (type === 'array' ? `list of ${plural(schema.items)}` : (words[type] ?? type)))
    .join(' or ');
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
};

function plural(items: Schema | undefined): string {
  const type = typeOf(items ?? {});
  return type === 'text' ? 'texts' : type === 'object' ? 'objects' : type;
}

function rowsOf(fields: readonly Field[]): string[][] {
  return fields.map(({ path, type, required, text }) => [code(path), type, required ? 'yes' : '', text]);
}
