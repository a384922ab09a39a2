import type { JsonObject } from '../../../src/kernel/index.ts';
import { specFile } from './base-tree.ts';
import { edited, type Mutation, replaced, spliced, type Texts } from './mutation.ts';
import { pick } from './random.ts';

type Members = Record<string, JsonObject>;
interface Spec {
  openapi: string;
  info: Members;
  paths: Record<string, Record<string, JsonObject & Record<string, unknown>>>;
  components: Record<string, Record<string, JsonObject>>;
}

/** Every place of the spec where a text stands. */
function matches(texts: Texts, pattern: RegExp): RegExpExecArray[] {
  return [...(texts[specFile] ?? '').matchAll(pattern)] as RegExpExecArray[];
}

/** Replaces one of the places where a pattern stands; the first group of it is what is replaced. */
function withOne(texts: Texts, pattern: RegExp, to: string, random: () => number): Texts {
  const match = pick(matches(texts, pattern), random);
  const start = match.index + match[0].indexOf(match[1] ?? '');
  return spliced(texts, specFile, start, start + (match[1] ?? '').length, to);
}

const schemaRef = /"\$ref": ("#\/components\/schemas\/[^"]+")/g;

export const misspelledRef: Mutation = (texts, random) => {
  const [, value = ''] = pick(matches(texts, schemaRef), random);
  const anchor = value.replace(/"$/, 's-of-old"');
  return {
    texts: withOne(texts, schemaRef, anchor, random),
    expected: [{ code: 'RSH4001', file: specFile, anchor }],
  };
};

/** A schema that refers to nothing itself, so that nothing else loses its only user. */
export const removedSchema: Mutation = (texts, random) => {
  const { components } = JSON.parse(texts[specFile] ?? '') as Spec;
  const leaves = Object.entries(components['schemas'] ?? {}).filter(
    ([, schema]) => !JSON.stringify(schema).includes('$ref'),
  );
  const [name] = pick(leaves, random);
  return {
    texts: edited(texts, specFile, (spec: Spec) => {
      delete spec.components['schemas']?.[name];
    }),
    expected: [
      { code: 'RSH4001', file: specFile, anchor: `"#/components/schemas/${name}"`, which: 'each' },
    ],
  };
};

export const remoteRef: Mutation = (texts, random) => {
  const anchor = '"https://schemas.example/common.json#/Thing"';
  return {
    texts: withOne(texts, schemaRef, anchor, random),
    expected: [{ code: 'RSH4002', file: specFile, anchor }],
  };
};

export const refToItself: Mutation = (texts, random) => {
  const [, value = ''] = pick(matches(texts, schemaRef), random);
  const name = value.slice('"#/components/schemas/'.length, -1);
  const loop = '#/components/schemas/round-and-round';
  return {
    texts: edited(texts, specFile, (spec: Spec) => {
      const schemas = spec.components['schemas'] ?? {};
      schemas[name] = { $ref: loop };
      schemas['round-and-round'] = { $ref: loop };
    }),
    expected: [{ code: 'RSH4003', file: specFile, anchor: `"${loop}"`, which: 'second' }],
  };
};

export const pathTwice: Mutation = (texts, random) => {
  const [line = '', key = ''] = pick(matches(texts, /\n {4}("\/[^"]*"): \{/g), random);
  return {
    texts: replaced(texts, specFile, line, `\n    ${key}: {},${line}`),
    expected: [{ code: 'RSH1005', file: specFile, anchor: `${key}: {`, which: 'second' }],
  };
};

export const missingComma: Mutation = (texts, random) => {
  const found = pick(matches(texts, /"(,)\n\s*"/g), random);
  const at = found.index + 1;
  const next = spliced(texts, specFile, at, at + 1, '');
  const text = next[specFile] ?? '';
  const rest = text.slice(at);
  const quote = at + rest.indexOf('"');
  return {
    texts: next,
    expected: [{ code: 'RSH1004', file: specFile, anchor: text.slice(quote), which: 'first' }],
  };
};

export const misspelledPathParameter: Mutation = (texts, random) => {
  const found = pick(matches(texts, /\n {4}("\/[^"]*\{\w+\}[^"]*"): \{/g), random);
  const [, key = ''] = found;
  const anchor = key.replace(/\{(\w+)\}/, '{$1_of}');
  const { paths } = JSON.parse(texts[specFile] ?? '') as Spec;
  const operations = Object.keys(paths[JSON.parse(key) as string] ?? {}).filter((name) => /^(get|put|post|delete|patch)$/.test(name));
  return {
    texts: replaced(texts, specFile, `${key}: {`, `${anchor}: {`),
    expected: operations.map(() => ({ code: 'RSH4014', file: specFile, anchor })),
  };
};

export const operationAsList: Mutation = (texts, random) => {
  const { paths } = JSON.parse(texts[specFile] ?? '') as Spec;
  const path = pick(Object.keys(paths), random);
  return {
    texts: edited(texts, specFile, (spec: Spec) => {
      spec.paths[path] = { ...spec.paths[path], head: 'just as get' as never };
    }),
    expected: [{ code: 'RSH4005', file: specFile, anchor: '"just as get"' }],
  };
};

export const unknownSpecVersion: Mutation = (texts) => ({
  texts: replaced(texts, specFile, '"openapi": "3', '"openapi": "7'),
  expected: [{ code: 'RSH4004', file: 'service.yaml', anchor: 'specs/api.json' }],
});

export const illegalToolName: Mutation = (texts, random) => {
  const at = pick(matches(texts, /\n {6}"(?:get|put|post|delete|patch)": \{()/g), random);
  const end = at.index + at[0].length;
  return {
    texts: spliced(texts, specFile, end, end, '\n        "x-reshapr-tool-name": "list them",'),
    expected: [{ code: 'RSH4016', file: specFile, anchor: '"list them"' }],
  };
};

export const wrongTypeInParameter: Mutation = (texts, random) => ({
  texts: withOne(texts, /"in": "(?:query|path)",(?:\n\s*"description": "[^"\n]*",)?\n\s*"required": (true|false)/g, '"certainly"', random),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"certainly"' }],
});

export const unknownLocation: Mutation = (texts, random) => ({
  texts: withOne(texts, /"in": ("query")/g, '"qurey"', random),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"qurey"' }],
});

export const unknownType: Mutation = (texts, random) => ({
  texts: withOne(texts, /"type": ("string")/g, '"strng"', random),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"strng"' }],
});

export const unknownFieldOfOperation: Mutation = (texts, random) => ({
  texts: withOne(texts, /\n {8}("summary"): "/g, '"sumary"', random),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"sumary"' }],
});
