import { expect, test } from 'vitest';
import type { FaultName } from './exploration/actions.ts';
import { explore } from './exploration/explore.ts';
import type { ViewName } from './exploration/model.ts';
import type { PlantedBug } from './planted/bug.ts';
import { controlBugs } from './planted/control-bugs.ts';
import { gatewayBugs } from './planted/gateway-bugs.ts';
import { realMachines } from './world/machines.ts';

const everyFault: readonly FaultName[] = [
  'lose',
  'duplicate',
  'cut',
  'crash',
  'plane crash',
  'disk full',
  'restore',
];

// `npm run explore` visits more, as CI does.
test.each<{ name: string; revisions: ViewName[]; faults: readonly FaultName[]; most: number }>([
  { name: 'one view and any one fault', revisions: ['A'], faults: everyFault, most: 1 },
  { name: 'two views and a rollback', revisions: ['A', 'B', 'A'], faults: [], most: 0 },
  { name: 'two views and a full disk', revisions: ['A', 'B'], faults: ['disk full'], most: 1 },
])('every state of $name is safe, and comes to rest by itself', { timeout: 60_000 }, (scope) => {
  const found = explore(scope, scope.most, realMachines);
  console.log(`${scope.name}: ${found.states} states, ${found.steps} steps, ${found.converged} at rest`);
  expect(found.violation).toBeUndefined();
  expect(found.states).toBeGreaterThan(5_000);
});

test.each<{ bug: string; faults: readonly FaultName[]; message: string }>([
  { bug: 'an older sequence is accepted', faults: ['cut'], message: 'backwards' },
  {
    bug: 'the swap comes before the bundle is written',
    faults: [],
    message: 'a view is served that is not on the disk',
  },
  { bug: 'what cannot be written is served', faults: ['disk full'], message: 'not on the disk' },
  { bug: '"active" is said when the view is staged', faults: ['crash'], message: 'that it never had' },
  { bug: 'a lost verdict counts as active', faults: ['lose'], message: 'that it never had' },
  {
    bug: 'what comes to be desired during a transaction is forgotten',
    faults: [],
    message: 'changes nothing',
  },
  {
    bug: 'a store that was put back catches up with its gateways',
    faults: ['restore'],
    message: 'ahead of the store',
  },
])('that $bug is found, by the shortest way', { timeout: 60_000 }, ({ bug, faults, message }) => {
  const { violation } = explore({ revisions: ['A', 'B'], faults }, 1, planted(bug).plant());
  expect(violation?.message).toContain(message);
  console.log([`${bug}: ${violation?.message}`, ...(violation?.trace ?? [])].join('\n  '));
});

function planted(name: string): PlantedBug {
  const bug = [...gatewayBugs, ...controlBugs].find((one) => one.name === name);
  if (bug === undefined) throw new Error(`no bug is called ${name}`);
  return bug;
}
