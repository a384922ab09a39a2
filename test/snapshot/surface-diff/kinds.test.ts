import { describe, expect, it } from 'vitest';
import { type ChangeName, changeKinds, changeNames, diffSides } from '../../../src/snapshot/index.ts';
import { accessCases } from './cases/access.ts';
import { artifactCases } from './cases/artifacts.ts';
import { endpointCases } from './cases/endpoints.ts';
import { type SchemaPair, schemaCases } from './cases/schemas.ts';
import { toolCases } from './cases/tools.ts';
import { urlCases } from './cases/urls.ts';
import { type Case, kindsBetween, type Pair, side, tools } from './support.ts';

/** The value is the property `x` of the arguments, or of the answer. */
function inTool(direction: 'input' | 'output', [before, after]: SchemaPair): Pair {
  const field = direction === 'input' ? 'inputSchema' : 'outputSchema';
  const schemaWith = (x: unknown): object => ({ [field]: { type: 'object', properties: { x } } });
  return tools(schemaWith(before), schemaWith(after));
}

function casesOfSchemas(direction: 'input' | 'output'): [ChangeName, Case][] {
  return Object.entries(schemaCases).map(([event, { sender, reader, pairs, near }]) => {
    const [level, client] = direction === 'input' ? sender : reader;
    const [why, pair, instead] = near;
    return [
      `${direction}-${event}` as ChangeName,
      {
        class: level,
        client,
        pairs: pairs.map((each) => inTool(direction, each)),
        near: [why, inTool(direction, pair), instead.map((other) => `${direction}-${other}` as ChangeName)],
      },
    ];
  });
}

const cases: [ChangeName, Case][] = [
  ...(Object.entries({ ...endpointCases, ...accessCases, ...toolCases, ...artifactCases }) as [
    ChangeName,
    Case,
  ][]),
  ...casesOfSchemas('input'),
  ...casesOfSchemas('output'),
];

describe.each(cases)('%s', (kind, { class: level, client, pairs, near: [why, nearPair, instead] }) => {
  it(`is ${level}: a client ${client}`, () => {
    expect(changeKinds[kind].class).toBe(level);
    expect(pairs.length).toBeGreaterThanOrEqual(2);
    for (const pair of pairs) expect(kindsBetween(pair)).toEqual([kind]);
  });

  it(`is not ${why}`, () => {
    expect(kindsBetween(nearPair)).toEqual([...instead].sort());
  });
});

describe.each(Object.entries(urlCases))('%s', (kind, { class: level, client, pairs, near }) => {
  const kindsOf = (before: Parameters<typeof side>[0], after: Parameters<typeof side>[0]): string[] =>
    [...new Set(diffSides(side(before), side(after)).map((change) => change.kind))].sort();

  it(`is ${level}: a client ${client}`, () => {
    expect(changeKinds[kind as ChangeName].class).toBe(level);
    expect(pairs.length).toBeGreaterThanOrEqual(2);
    for (const [before, after, kinds] of pairs) {
      expect(kinds).toContain(kind);
      expect(kindsOf(before, after)).toEqual(kinds);
    }
  });

  it(`is not ${near[0]}`, () => {
    const [, before, after, instead] = near;
    expect(instead).not.toContain(kind);
    expect(kindsOf(before, after)).toEqual(instead);
  });
});

it('every kind of change has its pairs and its near miss here', () => {
  expect([...cases.map(([kind]) => kind), ...Object.keys(urlCases)].sort()).toEqual([...changeNames].sort());
});
