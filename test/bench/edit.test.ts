import { expect, it } from 'vitest';
import { editKinds } from '../../bench/edit/kinds.ts';
import { benchEdit } from '../../bench/edit.ts';
import { render } from '../../bench/support/result.ts';

/** By kind of edit: what is done for it, whatever the size of the tree. What is not named is not done at all. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'a description in a spec': {
    ...{ filesParsed: 1, specsImported: 1, servicesSealed: 1, artifactsSealed: 2, servicesComposed: 1 },
    ...{ expositionsComposed: 2, objectsChanged: 1 },
  },
  'an operation more in a spec': {
    ...{ filesParsed: 1, specsImported: 1, servicesSealed: 1, artifactsSealed: 2, servicesComposed: 1 },
    ...{ expositionsComposed: 3, objectsChanged: 4 },
  },
  'a description in the largest spec': {
    ...{ filesParsed: 1, specsImported: 1, servicesSealed: 1, artifactsSealed: 4, servicesComposed: 1 },
    ...{ expositionsComposed: 4, objectsChanged: 1 },
  },
  'a Service': {
    ...{ filesParsed: 1, artifactsSealed: 3, servicesComposed: 1, expositionsComposed: 3 },
    ...{ manifestsSealed: 1, objectsChanged: 1 },
  },
  'a ConfigurationPlan': {
    ...{ filesParsed: 1, servicesComposed: 1, expositionsComposed: 2, manifestsSealed: 1, objectsChanged: 3 },
  },
  'an Exposition': {
    ...{ filesParsed: 1, servicesComposed: 1, expositionsComposed: 1, manifestsSealed: 1, objectsChanged: 2 },
  },
  'a CustomTools': {
    ...{ filesParsed: 1, artifactsSealed: 1, servicesComposed: 1, expositionsComposed: 3 },
    ...{ manifestsSealed: 1, objectsChanged: 2 },
  },
  'a Prompts': {
    ...{ filesParsed: 1, artifactsSealed: 1, servicesComposed: 1, expositionsComposed: 3 },
    ...{ manifestsSealed: 1, objectsChanged: 2 },
  },
  // Of the services that are exposed on it only the rules about endpoints look at a group.
  'a label of a GatewayGroup': {
    ...{ filesParsed: 1, servicesComposed: 5, manifestsSealed: 1, objectsChanged: 2 },
  },
  // It holds the credentials of all plans of a team.
  'a SecretSource': {
    ...{
      filesParsed: 1,
      servicesComposed: 4,
      expositionsComposed: 12,
      manifestsSealed: 1,
      objectsChanged: 7,
    },
  },
  'the Project': { filesParsed: 1, manifestsSealed: 1, objectsChanged: 1 },
  'a file more': {
    ...{ filesParsed: 1, servicesComposed: 1, expositionsComposed: 1, manifestsSealed: 1, objectsChanged: 2 },
  },
  'a file less': { servicesComposed: 1 },
  'a name that does not exist': { filesParsed: 1, servicesComposed: 1, findings: 1 },
  'a syntax error': { filesParsed: 1, servicesComposed: 1, findings: 10 },
};

it('has every kind of edit', () => {
  expect(Object.keys(expected)).toEqual(editKinds.map(({ name }) => name));
});

it('does for one edit what depends on it, and nothing else', { timeout: 60_000 }, async () => {
  const results = await benchEdit(200);
  for (const result of results) console.log(render(result));
  const done = results.map(({ name, counts }) => [
    name.replace(/, in a tree of .*/, ''),
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
  ]);
  expect(Object.fromEntries(done)).toEqual(expected);
});
