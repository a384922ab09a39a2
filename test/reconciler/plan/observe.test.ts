import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe, type PlanSide } from '../../../src/reconciler/index.ts';
import { touchedBy } from '../../../src/reconciler/plan/touched.ts';
import { cachingOpener, composeView, type SealedObject, seal } from '../../../src/snapshot/index.ts';

interface Placed {
  readonly id: string;
  readonly service: string;
  readonly group: string;
  readonly tools: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** A side of expositions, of tools by name with a number that stands for their content, and of groups. */
function sideOf(
  expositions: readonly Placed[],
  tools: Readonly<Record<string, number>>,
  groups: Readonly<Record<string, Labels>>,
): PlanSide {
  const objects: SealedObject[] = [
    ...expositions.map(({ id, service, group, tools: names }) =>
      seal('exposition', id, {
        format: 'exposition@1',
        id,
        organization: 'acme',
        service: { id: service, name: service, version: '1' },
        plan: { id: 'p', name: 'p' },
        group,
        access: { type: 'open' },
        backend: { endpoint: 'http://x' },
        tools: names.map((name) => `${service}/${name}`),
      }),
    ),
    ...[
      ...new Set(
        expositions.flatMap(({ service, tools: names }) => names.map((name) => `${service}/${name}`)),
      ),
    ].map((name) =>
      seal('tool', name, {
        format: 'tool@1',
        name: name.split('/')[1] ?? '',
        description: String(tools[name] ?? 0),
        operation: name,
        inputSchema: {},
        uses: [],
        call: { protocol: 'http', method: 'GET', path: '/', parameters: [] },
      }),
    ),
    ...Object.entries(groups).map(([name, labels]) =>
      seal('group', name, { format: 'group@1', name, labels }),
    ),
  ];
  const bytes = new Map(objects.map((object) => [object.digest, object.bytes]));
  return {
    entries: objects,
    open: cachingOpener((digest) => bytes.get(digest) as Uint8Array),
    origin: () => undefined,
  };
}

const orders: Placed = { id: 'a', service: 's', group: 'public', tools: ['get'] };
const inside: Placed = { id: 'b', service: 't', group: 'staff', tools: ['get'] };
const groups = { public: { zone: 'public' }, staff: { zone: 'staff' } };
const gateways = [
  { id: 'edge', labels: { zone: 'public' }, groups: ['public'], state: 'active' },
  { id: 'inner', labels: { zone: 'staff' }, groups: ['staff'], state: 'active' },
  { id: 'both', labels: {}, groups: ['public', 'staff'], state: 'active' },
  { id: 'foreign', labels: { zone: 'public' }, groups: ['elsewhere'], state: 'active' },
];
const before = sideOf([orders, inside], {}, groups);

describe('the gateways that a plan touches', () => {
  it.each<[string, PlanSide, string[]]>([
    ['none, when nothing changes', before, []],
    [
      'those of the group, when a tool changes',
      sideOf([orders, inside], { 's/get': 1 }, groups),
      ['both', 'edge'],
    ],
    ['those of the group, when an endpoint goes', sideOf([orders], {}, groups), ['both', 'inner']],
    [
      'those of the group, when an endpoint comes',
      sideOf([orders, inside, { ...orders, id: 'c', group: 'staff' }], {}, groups),
      ['both', 'inner'],
    ],
    [
      'those that come and go, when a group selects others',
      sideOf([orders, inside], {}, { ...groups, public: { zone: 'staff' } }),
      ['edge', 'inner'],
    ],
    [
      'none, when a group without endpoints changes',
      sideOf([orders, inside], {}, { ...groups, empty: { zone: 'public' } }),
      [],
    ],
    [
      'all, when a group goes with what is on it',
      sideOf([inside], {}, { staff: groups.staff }),
      ['both', 'edge'],
    ],
  ])('are %s', (_, after, touched) => {
    const effects = observe(before, after, gateways);
    expect(effects.filter((effect) => effect.touched).map(({ id }) => id)).toEqual(touched);
  });

  it('are told why they belong to a group or not', () => {
    const effects = observe(before, sideOf([orders, inside], { 's/get': 1, 't/get': 1 }, groups), gateways);
    expect(Object.fromEntries(effects.map(({ id, why }) => [id, why]))).toMatchObject({
      edge: ['in public: zone=public', 'not in staff: zone is staff there, public here'],
      both: ['in public: no labels, which match every group', 'in staff: no labels, which match every group'],
    });
  });
});

const placed = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  service: fc.constantFrom('s', 't'),
  group: fc.constantFrom('public', 'staff', 'third'),
  tools: fc.uniqueArray(fc.constantFrom('get', 'post', 'del'), { minLength: 1 }),
});
const randomSide = fc
  .tuple(
    fc.uniqueArray(placed, { selector: ({ id }) => id, maxLength: 4 }),
    fc.dictionary(fc.constantFrom('s/get', 's/post', 't/get'), fc.integer({ min: 1, max: 2 })),
  )
  .map(([expositions, tools]) => sideOf(expositions, tools, groups));

it('a group is touched when, and only when, its gateways get another view', () => {
  const seen = { touched: 0, left: 0 };
  fc.assert(
    fc.property(randomSide, randomSide, (old, now) => {
      const viewOf = ({ entries, open }: PlanSide, group: string): string =>
        composeView({ organization: 'acme', entries, since: new Map() }, new Set([group]), open).digest;
      const touched = touchedBy(old, now).groups;
      for (const group of ['public', 'staff', 'third']) {
        const isTouched = viewOf(old, group) !== viewOf(now, group);
        expect(touched.has(group)).toBe(isTouched);
        seen[isTouched ? 'touched' : 'left']++;
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.touched, seen.left)).toBeGreaterThan(45);
});

describe('a gateway of several groups', () => {
  const groups = { east: { env: 'dev' }, west: { env: 'dev' } };
  const placed = (id: string, group: string): Placed => ({ id, service: 's', group, tools: ['get'] });
  const [old, fresh] = [placed('old', 'east'), placed('fresh', 'west')];
  const both = { id: 'both', labels: { env: 'dev' }, groups: ['east', 'west'], state: 'active' };
  const url = '/mcp/acme/s/1';
  const linesOf = (before: readonly Placed[], after: readonly Placed[]): string[] =>
    observe(sideOf(before, {}, groups), sideOf(after, {}, groups), [both]).flatMap(({ why }) =>
      why.filter((line) => line.startsWith(url)),
    );

  it.each<[string, readonly Placed[], readonly Placed[], string[]]>([
    [
      'is told that a newer one of another group is elected',
      [old],
      [old, fresh],
      [`${url} is answered by fresh, no longer by old`],
    ],
    [
      'is told that the one that was elected is gone',
      [fresh, old],
      [old],
      [`${url} is answered by old, no longer by fresh`],
    ],
    ['hears nothing where the same one is elected', [fresh], [fresh], []],
    ['hears nothing of a first one, which nobody asked for', [], [fresh], []],
  ])('%s', (_, before, after, expected) => {
    expect(linesOf(before, after)).toEqual(expected);
  });
});
