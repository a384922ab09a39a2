import { describe, expect, it } from 'vitest';
import { compile, compilerFindings, ruleCatalogue } from '../../../src/compiler/index.ts';
import type { Diagnostic, FindingKind } from '../../../src/kernel/index.ts';
import { manifestFindings } from '../../../src/manifest/index.ts';
import { ruleCases, ruleSilent } from '../rules/cases.ts';
import { changedTree, compileSmall, placeOf } from '../support/small-tree.ts';
import { accessCases } from './access-cases.ts';
import { artifactCases, soundArtifacts } from './artifact-cases.ts';
import { bindCases } from './bind-cases.ts';
import { composeCases } from './compose-cases.ts';
import { corsCases, corsSilent } from './cors-cases.ts';
import { credentialCases, credentialSilent } from './credential-cases.ts';
import { customToolsCases, customToolsSilent } from './custom-tools-cases.ts';
import { graphqlCases, graphqlSilent } from './graphql-cases.ts';
import { headerCases, headerSilent } from './header-cases.ts';
import { manifestCases } from './manifest-cases.ts';
import { openApiCases } from './openapi-cases.ts';
import { outputFiltersCases, outputFiltersSilent } from './output-filters-cases.ts';
import { protobufCases } from './protobuf-cases.ts';
import { scriptsCases, scriptsSilent } from './scripts-cases.ts';
import { secondCases, secondSilent } from './second-cases.ts';
import { secondCasesOfLanguages } from './second-cases-of-languages.ts';
import { suppressCases } from './suppress-cases.ts';
import { textCases } from './text-cases.ts';

const cases = [
  ...textCases,
  ...manifestCases,
  ...bindCases,
  ...accessCases,
  ...corsCases,
  ...headerCases,
  ...credentialCases,
  ...openApiCases,
  ...graphqlCases,
  ...protobufCases,
  ...composeCases,
  ...artifactCases,
  ...customToolsCases,
  ...outputFiltersCases,
  ...scriptsCases,
  ...ruleCases,
  ...secondCases,
  ...secondCasesOfLanguages,
  ...suppressCases,
].map((entry) => ({
  ...entry,
  name: entry.what === undefined ? entry.code : `${entry.code}, ${entry.what}`,
}));

const silent = [
  ...corsSilent,
  ...headerSilent,
  ...credentialSilent,
  ...ruleSilent,
  ...secondSilent,
  ...graphqlSilent,
  ...customToolsSilent,
  ...outputFiltersSilent,
  ...scriptsSilent,
];

const catalogue = [...manifestFindings, ...compilerFindings] as readonly FindingKind<never>[];

function sentence(diagnostic: Diagnostic): string {
  const { message, hint } = diagnostic;
  return `${placeOf(diagnostic)} ${message}${hint === undefined ? '' : ` → ${hint}`}`;
}

it('the small tree has no findings', async () => {
  expect((await compileSmall()).diagnostics).toEqual([]);
});

it.each(cases)('$name', async ({ code, files, unreadable, said }) => {
  const { diagnostics, compiled } = await compile(changedTree(files, unreadable));
  expect(diagnostics.map(sentence)).toEqual(said);
  for (const { severity, hint } of diagnostics) if (severity !== 'info') expect(hint).toBeDefined();
  expect(said.some((line) => line.startsWith(`${code} `))).toBe(true);
  expect(compiled === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
});

it.each(soundArtifacts)('nothing is said of $what', async ({ files }) => {
  const { diagnostics, compiled } = await compileSmall(files);
  expect(diagnostics.map(sentence)).toEqual([]);
  expect(compiled).toBeDefined();
});

it.each(silent)('silent: $code, $what', async ({ code, files }) => {
  expect(
    (await compileSmall(files)).diagnostics.map(placeOf).filter((said) => said.startsWith(code)),
  ).toEqual([]);
});

describe('the catalogue of findings', () => {
  it('has a case for every code', () => {
    const shown = new Set(cases.map(({ code }) => code));
    expect(catalogue.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('has two cases for every code, and a near miss for every rule', () => {
    const count = (list: readonly { readonly code: string }[], of: string): number =>
      list.filter(({ code }) => code === of).length;
    expect(catalogue.map(({ code }) => code).filter((code) => count(cases, code) < 2)).toEqual([]);
    expect(ruleCatalogue().filter(({ code }) => count(silent, code) === 0)).toEqual([]);
  });

  it('has each code once, with a title and a help', () => {
    expect(new Set(catalogue.map(({ code }) => code)).size).toBe(catalogue.length);
    for (const { code, title, help } of catalogue)
      expect(`${code} ${title}. ${help}`).toMatch(/^RSH\d{4} .+\. .+/);
  });
});
