import { describe, expect, it } from 'vitest';
import { type ChangeName, changeKinds, changeNames } from '../../../src/snapshot/index.ts';
import { accessCases } from './cases/access.ts';
import { artifactCases } from './cases/artifacts.ts';
import { endpointCases } from './cases/endpoints.ts';
import { type SchemaPair, schemaCases } from './cases/schemas.ts';
import { toolCases } from './cases/tools.ts';
import { type Case, kindsBetween, type Pair, tools } from './support.ts';

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

it('every kind of change has its pairs here, or among the URLs', () => {
  const urls = changeNames.filter((kind) => /^(endpoint|service-url)-/.test(kind));
  expect([...cases.map(([kind]) => kind), ...urls].sort()).toEqual([...changeNames].sort());
});
