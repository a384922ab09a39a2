import { readFile } from 'node:fs/promises';
import { Validator } from '@cfworker/json-schema';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../src/kernel/index.ts';
import {
  type JsonSchemaDocument,
  jsonSchemaOfKind,
  jsonSchemaOfManifests,
  kinds,
  readDocuments,
} from '../../src/manifest/index.ts';

function accepts(schema: JsonSchemaDocument, value: unknown): boolean {
  return new Validator(schema, '2020-12').validate(value).valid;
}

/** Every manifest of the example. */
async function examples(): Promise<unknown[]> {
  const paths = await glob(['reshapr.yaml', '{expositions,groups,plans,services}/*'], {
    cwd: 'examples/reshapr.d',
  });
  const texts = paths.map(async (path) =>
    readDocuments(path, await readFile(`examples/reshapr.d/${path}`)).documents.map(({ value }) => value),
  );
  return (await Promise.all(texts)).flat();
}

/** Pointers of the fields that say nothing about themselves. */
function undescribed(schema: unknown, path: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((item, index) => undescribed(item, `${path}/${index}`));
  if (!isJsonObject(schema)) return [];
  const fields = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const silent = fields.filter(([, field]) => isJsonObject(field) && field['description'] === undefined);
  const rest = Object.entries(schema).filter(([key]) => key !== 'properties');
  return [
    ...silent.map(([name]) => `${path}/${name}`),
    ...[...fields, ...rest].flatMap(([key, part]) => undescribed(part, `${path}/${key}`)),
  ];
}

describe.each(kinds)('the JSON Schema of %s', (kind) => {
  it('has a description for the kind and for every field', () => {
    const schema = jsonSchemaOfKind(kind);
    expect(undescribed(schema, '')).toEqual([]);
    const forms = schema['description'] === undefined ? (schema['anyOf'] as unknown[]) : [schema];
    expect(forms).toSatisfy((all: JsonSchemaDocument[]) => all.every((form) => form['description']));
  });

  it('refuses a field that does not exist', () => {
    const manifest = {
      apiVersion: 'reshapr.io/v1alpha1',
      kind,
      metadata: { name: 'a' },
      spec: { nonsense: 1 },
    };
    expect(accepts(jsonSchemaOfKind(kind), manifest)).toBe(false);
    expect(accepts(jsonSchemaOfManifests(), manifest)).toBe(false);
  });
});

it('the manifests of the example are valid by the schema of their kind and by the one for all kinds', async () => {
  const manifests = await examples();
  expect(manifests.length).toBeGreaterThan(10);
  for (const manifest of manifests) {
    const { kind } = manifest as { kind: (typeof kinds)[number] };
    for (const other of kinds) expect(accepts(jsonSchemaOfKind(other), manifest)).toBe(other === kind);
    expect(accepts(jsonSchemaOfManifests(), manifest)).toBe(true);
  }
});
