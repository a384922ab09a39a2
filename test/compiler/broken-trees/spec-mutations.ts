import { specFile } from './base-tree.ts';
import { edited, type Mutation, replaced, spliced, type Texts } from './mutation.ts';
import { pick } from './random.ts';
import { type Spec, usesOf } from './uses-of.ts';

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

/** Replaces a reference that an operation needs. */
function withOneUsedRef(texts: Texts, to: () => string, random: () => number): Texts {
  const spec = JSON.parse(texts[specFile] ?? '') as Spec;
  const used = matches(texts, schemaRef).filter((match, index, all) => {
    const nth = all.slice(0, index).filter(([, ref]) => ref === match[1]).length;
    return usesOf(spec, JSON.parse(match[1] ?? '""') as string)[nth] === true;
  });
  const match = pick(used, random);
  const start = match.index + match[0].indexOf(match[1] ?? '');
  return spliced(texts, specFile, start, start + (match[1] ?? '').length, to());
}

const misspelledRef: Mutation = (texts, random) => {
  const anchor = '"#/components/schemas/of-the-other-kind"';
  return {
    texts: withOneUsedRef(texts, () => anchor, random),
    expected: [{ code: 'RSH4001', file: specFile, anchor }],
  };
};

/** A schema that refers to nothing itself, so that nothing else loses its only user. */
const removedSchema: Mutation = (texts, random) => {
  const { components } = JSON.parse(texts[specFile] ?? '') as Spec;
  const leaves = Object.entries(components['schemas'] ?? {}).filter(
    ([, schema]) => !JSON.stringify(schema).includes('$ref'),
  );
  const [name] = pick(leaves, random);
  const ref = `#/components/schemas/${name}`;
  const removed = edited(texts, specFile, (spec: Spec) => {
    delete spec.components['schemas']?.[name];
  });
  const uses = usesOf(JSON.parse(removed[specFile] ?? '') as Spec, ref);
  return {
    texts: removed,
    expected: uses.map((used, index) => ({
      code: used ? 'RSH4001' : 'RSH4020',
      file: specFile,
      anchor: `"${ref}"`,
      which: index,
    })),
  };
};

const remoteRef: Mutation = (texts, random) => {
  const anchor = '"https://schemas.example/common.json#/Thing"';
  return {
    texts: withOneUsedRef(texts, () => anchor, random),
    expected: [{ code: 'RSH4002', file: specFile, anchor }],
  };
};

const refToItself: Mutation = (texts, random) => {
  const loop = '#/components/schemas/round-and-round';
  const pointed = withOneUsedRef(texts, () => `"${loop}"`, random);
  return {
    texts: edited(pointed, specFile, (spec: Spec) => {
      spec.components['schemas'] = { ...spec.components['schemas'], 'round-and-round': { $ref: loop } };
    }),
    expected: [{ code: 'RSH4003', file: specFile, anchor: `"${loop}"`, which: 1 }],
  };
};

const pathTwice: Mutation = (texts, random) => {
  const [line = '', key = ''] = pick(matches(texts, /\n {4}("\/[^"]*"): \{/g), random);
  return {
    texts: replaced(texts, specFile, line, `\n    ${key}: {},${line}`),
    expected: [{ code: 'RSH1005', file: specFile, anchor: `${key}: {`, which: 1 }],
  };
};

const missingComma: Mutation = (texts, random) => {
  const found = pick(matches(texts, /"(,)\n\s*"/g), random);
  const at = found.index + 1;
  const next = spliced(texts, specFile, at, at + 1, '');
  const text = next[specFile] ?? '';
  const rest = text.slice(at);
  const quote = at + rest.indexOf('"');
  return {
    texts: next,
    expected: [{ code: 'RSH1004', file: specFile, anchor: text.slice(quote) }],
  };
};

const misspelledPathParameter: Mutation = (texts, random) => {
  const found = pick(matches(texts, /\n {4}("\/[^"]*\{\w+\}[^"]*"): \{/g), random);
  const [, key = ''] = found;
  const anchor = key.replace(/\{(\w+)\}/, '{$1_of}');
  const { paths } = JSON.parse(texts[specFile] ?? '') as Spec;
  const operations = Object.keys(paths[JSON.parse(key) as string] ?? {}).filter((name) =>
    /^(get|put|post|delete|patch)$/.test(name),
  );
  return {
    texts: replaced(texts, specFile, `${key}: {`, `${anchor}: {`),
    expected: operations.map((method) => ({
      code: 'RSH4014',
      file: specFile,
      anchor: `"${method}": {`,
      from: anchor,
    })),
  };
};

const operationAsList: Mutation = (texts, random) => {
  const { paths } = JSON.parse(texts[specFile] ?? '') as Spec;
  const path = pick(Object.keys(paths), random);
  return {
    texts: edited(texts, specFile, (spec: Spec) => {
      spec.paths[path] = { ...spec.paths[path], head: 'just as get' as never };
    }),
    expected: [{ code: 'RSH4005', file: specFile, anchor: '"just as get"' }],
  };
};

const unknownSpecVersion: Mutation = (texts) => ({
  texts: replaced(texts, specFile, '"openapi": "3', '"openapi": "7'),
  expected: [{ code: 'RSH4004', file: specFile, anchor: '"7.' }],
});

const illegalToolName: Mutation = (texts, random) => {
  const at = pick(matches(texts, /\n {6}"(?:get|put|post|delete|patch)": \{()/g), random);
  const end = at.index + at[0].length;
  return {
    texts: spliced(texts, specFile, end, end, '\n        "x-reshapr-tool-name": "list them",'),
    expected: [{ code: 'RSH4016', file: specFile, anchor: '"list them"' }],
  };
};

const wrongTypeInParameter: Mutation = (texts, random) => ({
  texts: withOne(
    texts,
    /"in": "(?:query|path)",(?:\n\s*"description": "[^"\n]*",)?\n\s*"required": (true|false)/g,
    '"certainly"',
    random,
  ),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"certainly"' }],
});

const unknownLocation: Mutation = (texts, random) => ({
  texts: withOne(texts, /"in": ("query")/g, '"qurey"', random),
  expected: [{ code: 'RSH4005', file: specFile, anchor: '"qurey"' }],
});

const unknownType: Mutation = (texts, random) => ({
  texts: withOne(
    texts,
    /"in": "\w+",\n(?:\s*"(?:description|required)": .*\n)*\s*"schema": \{\n\s*"type": ("string")/g,
    '"strng"',
    random,
  ),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"strng"' }],
});

const unknownFieldOfOperation: Mutation = (texts, random) => ({
  texts: withOne(
    texts,
    /\n {6}"\w+": \{\n {8}("summary"): "(?=[\s\S]*\n {2}"components")/g,
    '"sumary"',
    random,
  ),
  expected: [{ code: 'RSH4006', file: specFile, anchor: '"sumary"' }],
});

/** By name. */
export const ofSpecs = {
  misspelledRef,
  removedSchema,
  remoteRef,
  refToItself,
  pathTwice,
  missingComma,
  misspelledPathParameter,
  operationAsList,
  unknownSpecVersion,
  illegalToolName,
  wrongTypeInParameter,
  unknownLocation,
  unknownType,
  unknownFieldOfOperation,
};
