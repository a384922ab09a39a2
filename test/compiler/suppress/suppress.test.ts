import { describe, expect, it } from 'vitest';
import { memoryMemo } from '../../../src/compiler/index.ts';
import { compileSmall, type Files, manifest, placeOf, smallTree } from '../support/small-tree.ts';

const withRule = (rule: string): string =>
  (smallTree['reshapr.yaml'] ?? '').replace('rules: {', `rules: { ${rule},`);
const project = (more: string): string => `${smallTree['reshapr.yaml']}${more}`;

const undescribed = (comment: string): string =>
  `openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n    get:${comment}\n      responses: { "200": { description: all } }\n`;

/** What is left, and what is suppressed and why. */
async function compiled(files: Files): Promise<{ left: string[]; ignored: string[]; compiles: boolean }> {
  const { diagnostics, suppressed, compiled: result } = await compileSmall(files);
  return {
    left: diagnostics.map((each) => `${each.severity} ${placeOf(each)}`),
    ignored: suppressed.map(({ finding, reason, by }) => `${placeOf(finding)} ${reason} (${by})`),
    compiles: result !== undefined,
  };
}

describe('a suppression', () => {
  it.each<[string, Files, string[], string[]]>([
    [
      'at the head of a file holds for the file',
      { 'unused.yaml': '# notes\n# reshapr-ignore RSH3022: kept for later\na: 1\n' },
      [],
      ['RSH3022 unused.yaml:1:1 kept for later (comment)'],
    ],
    [
      'of reshapr.yaml holds for JSON',
      {
        'unused.json': '{}',
        'reshapr.yaml': project(
          '  suppressions:\n    - { code: RSH3022, file: unused.json, reason: later }\n',
        ),
      },
      [],
      ['RSH3022 unused.json:1:1 later (project)'],
    ],
    [
      'holds also where rules make an error of it',
      {
        'unused.yaml': '# reshapr-ignore RSH3022: kept\na: 1\n',
        'more.yaml': 'a: 1\n',
        'reshapr.yaml': withRule('RSH3022: error'),
      },
      ['error RSH3022 more.yaml:1:1'],
      ['RSH3022 unused.yaml:1:1 kept (comment)'],
    ],
    [
      'by two at once is used by both',
      {
        'unused.yaml': '# reshapr-ignore RSH3022: one\n# reshapr-ignore RSH3022: two\na: 1\n',
      },
      [],
      ['RSH3022 unused.yaml:1:1 one (comment)'],
    ],
    [
      'may name a rule, in a spec too',
      { 'orders.yaml': undescribed('  # reshapr-ignore undescribed-tool: of the vendor') },
      [],
      ['RSH6060 orders.yaml:5:5 of the vendor (comment)'],
    ],
    [
      'is not needed where a rule is off by its name',
      {
        'orders.yaml': undescribed(''),
        'reshapr.yaml': manifest('Project', 'shop', 'organization: acme\nrules: { undescribed-tool: off }'),
      },
      [],
      [],
    ],
    [
      'does not hold for its neighbour where a rule is an error by its name',
      {
        'orders.yaml': undescribed('').replace(
          'responses: {',
          'description: Lists all orders, the newest first.\n      responses: {',
        ),
        'other.yaml': '# reshapr-ignore unused-file: no rule\na: 1\n',
        'reshapr.yaml': manifest(
          'Project',
          'shop',
          'organization: acme\nrules: { undescribed-tool: error, RSH3022: off }',
        ),
      },
      ['warning RSH3051 other.yaml:1:1'],
      [],
    ],
    [
      'of another line does not hold',
      { 'unused.yaml': 'a: 1\n# reshapr-ignore RSH3022: too late\nb: 1\n' },
      ['info RSH3022 unused.yaml:1:1', 'warning RSH3053 unused.yaml:2:1'],
      [],
    ],
    [
      'is not called idle while errors may hide what it is for',
      {
        'broken.yaml': 'apiVersion: x: y\n',
        'plan.yaml': `${smallTree['plan.yaml']}# reshapr-ignore RSH3022: later\n`,
      },
      ['error RSH1004 broken.yaml:1:13'],
      [],
    ],
    [
      'can itself be given a severity',
      {
        'plan.yaml': `${smallTree['plan.yaml']}# reshapr-ignore RSH3022: later\n`,
        'reshapr.yaml': withRule('RSH3053: off'),
      },
      [],
      [],
    ],
  ])('%s', async (_, files, left, ignored) => {
    const found = await compiled(files);
    expect(found).toEqual({ left, ignored, compiles: !left.some((line) => line.startsWith('error')) });
  });

  it('follows the text when it is compiled again with a memo', async () => {
    const memo = memoryMemo();
    const counts: number[] = [];
    for (const comment of ['# reshapr-ignore RSH3022: kept', '# no', '# reshapr-ignore RSH3022: kept']) {
      const { diagnostics, suppressed } = await compileSmall(
        { 'unused.yaml': `${comment}\na: 1\n` },
        { memo },
      );
      counts.push(diagnostics.length, suppressed.length);
    }
    expect(counts).toEqual([0, 1, 1, 0, 0, 1]);
  });
});
