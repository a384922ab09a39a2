import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generateXl } from '../../../bench/xl/generate.ts';
import { type CompileResult, compile, memoryMemo } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';

const runs = Number(process.env['RESHAPR_ANYTHING_RUNS'] ?? 30);
const seed = Number(process.env['RESHAPR_ANYTHING_SEED'] ?? 1);

/** Two teams of bench/xl: every kind, groups and secrets that several refer to, and a file that two specs refer to. */
const start: Readonly<Record<string, string>> = {
  ...generateXl(80),
  'team-0/specs/shared.yaml': 'Shared: { type: object, properties: { id: { type: string } } }\n',
};
const paths = Object.keys(start).sort();

type Texts = Record<string, string>;

/** What people do to files: each makes a small change, whatever the files say. */
const edits: Readonly<Record<string, (texts: Texts, path: string, other: string, n: number) => void>> = {
  'say something else': (texts, path, _, n) => replace(texts, path, /(description: )/, `$1${n} `),
  'name something else': (texts, path, _, n) => replace(texts, path, /(name: [\w-]+)/, `$1${n % 3}`),
  'refer to something else': (texts, path, _, n) =>
    replace(texts, path, /(gatewayGroup|configurationPlan|file|backendSecretRef): (.*)\d/, `$1: $2${n % 3}`),
  'refer to another file': (texts, path) =>
    replace(texts, path, /#\/components\/schemas\/Money/g, 'shared.yaml#/Shared'),
  'exclude something': (texts, path, _, n) =>
    replace(texts, path, /(spec:\n)/, `$1  excludedOperations: [GET /x${n}]\n`),
  'break the syntax': (texts, path) => replace(texts, path, /: /, ': [ '),
  'use an unknown field': (texts, path) => replace(texts, path, /(spec:\n)/, '$1  nonsense: 1\n'),
  'ignore a finding': (texts, path) => replace(texts, path, /^/, '# reshapr-ignore RSH3020: because\n'),
  'take it back': (texts, path) => {
    texts[path] = start[path] ?? '';
  },
  remove: (texts, path) => {
    delete texts[path];
  },
  move: (texts, path) => {
    texts[`z/${path}`] = texts[path] ?? '';
    delete texts[path];
  },
  double: (texts, path, _, n) => {
    texts[`copy-${n}.yaml`] = texts[path] ?? '';
  },
  'put the text of another': (texts, path, other) => {
    texts[path] = texts[other] ?? '';
  },
  'call a tool of another service': (texts, path) =>
    replace(texts, like(/-tools/, path), /- tool: get_/, '- service: "Service 0-2:1.0"\n        tool: get_'),
  'include some artifacts': (texts, path, _, n) =>
    replace(
      texts,
      like(/plans/, path),
      /includedArtifacts: none/,
      `includedArtifacts: [t0-s${n % 4}-prompts]`,
    ),
  'leave a name to the id': (texts, path) =>
    replace(texts, like(/expositions/, path), /^ {2}name: .*\n$/m, ''),
  'change a label': (texts, path, _, n) =>
    replace(texts, like(/groups/, path), /stage: \w+/, `stage: ${n % 2 === 0 ? 'blue' : 'green'}`),
  'use another variable': (texts, path, _, n) => replace(texts, like(/secrets/, path), /READER/, `R${n}`),
  'share a key': (texts, path) =>
    replace(texts, like(/plans/, path), /"0000000[^"]*"/, `"${'1f'.repeat(32)}"`),
  'set severities': (texts, _, __, n) =>
    replace(texts, 'reshapr.yaml', /(spec:\n)/, `$1  rules: { RSH6030: ${n % 2 === 0 ? 'error' : 'off'} }\n`),
  'take a group from elsewhere': (texts) =>
    replace(texts, 'reshapr.yaml', /(spec:\n)/, '$1  externalGroups: [t0-blue, t9-blue]\n'),
  'select an operation': (texts, path, _, n) =>
    replace(texts, like(/plans/, path), /(spec:\n)/, `$1  includedOperations: [GET /orders, x${n % 2}]\n`),
};

/** One of the files whose path is like that, depending on a path of any. */
function like(pattern: RegExp, path: string): string {
  const found = paths.filter((each) => pattern.test(each));
  return found[paths.indexOf(path) % found.length] ?? path;
}

function replace(texts: Texts, path: string, from: RegExp, to: string): void {
  texts[path] = (texts[path] ?? '').replace(from, to);
}

function resultOf({ diagnostics, suppressed, compiled }: CompileResult): unknown {
  return {
    diagnostics,
    suppressed,
    snapshot: compiled?.snapshot.digest,
    objects: compiled?.snapshot.objects.map(({ kind, name, digest }) => [kind, name, digest]),
    provenance: compiled && Buffer.from(compiled.provenance.bytes).toString(),
  };
}

const step = fc.record({
  edit: fc.constantFrom(...Object.keys(edits)),
  path: fc.constantFrom(...paths),
  other: fc.constantFrom(...paths),
  n: fc.nat({ max: 9 }),
});

it('after any edits the result is that of a fresh compile', { timeout: 60_000 + runs * 5_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { maxLength: 8 }),
      async (saves) => {
        const memo = memoryMemo();
        const texts: Texts = { ...start };
        await compile(memoryTree(texts), { memo });
        for (const save of saves) {
          for (const { edit, path, other, n } of save) edits[edit]?.(texts, path, other, n);
          const warm = await compile(memoryTree(texts), { memo });
          const fresh = await compile(memoryTree(texts), { memo: memoryMemo() });
          expect(resultOf(warm)).toEqual(resultOf(fresh));
        }
      },
    ),
    { numRuns: Math.ceil(runs / 12), seed },
  );
});
