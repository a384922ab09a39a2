import type { FaultName, Scope } from './actions.ts';

interface NamedScope extends Scope {
  readonly name: string;
  /** Faults in one run, where it is not what was asked for. */
  readonly most?: number;
}

const everyday: readonly FaultName[] = ['lose', 'duplicate', 'cut', 'crash', 'plane crash'];

/**
 * What is explored: so many faults of these, at any moment, while these views are applied.
 *
 * The last one has everything in one product: two control planes, two gateways, three views, a rollback and any one fault
 * at any moment. With two faults it is too much to visit. It is cut where its parts do not meet: gateways know nothing
 * of each other, and control planes and their store know of gateways only whether one is ahead. What one gateway can do
 * with both control planes is visited with two faults in one run. Not visited: two gateways of which each meets a fault of
 * its own, and more than two faults; those are left to the schedules of the simulator.
 */
export const scopes: readonly NamedScope[] = [
  { name: 'three views and a rollback, no faults', revisions: ['A', 'B', 'C', 'A'], faults: [] },
  { name: 'a message lost', revisions: ['A', 'B'], faults: ['lose'] },
  { name: 'a message twice', revisions: ['A', 'B'], faults: ['duplicate'] },
  { name: 'a stream cut', revisions: ['A', 'B'], faults: ['cut'] },
  { name: 'a gateway crashes', revisions: ['A', 'B'], faults: ['crash'] },
  { name: 'a control plane crashes', revisions: ['A', 'B'], faults: ['plane crash'] },
  { name: 'a full disk, with a rollback', revisions: ['A', 'B', 'A'], faults: ['disk full'] },
  { name: 'one gateway, any two faults', revisions: ['A', 'B'], faults: everyday, alone: true, most: 2 },
  {
    name: 'one gateway, three views and a rollback, any fault',
    ...{ revisions: ['A', 'B', 'C', 'A'], faults: everyday, alone: true, isLarge: true },
  },
  { name: 'two gateways, any fault', revisions: ['A', 'B'], faults: everyday, isLarge: true },
  { name: 'the store put back', revisions: ['A', 'B'], faults: ['restore'], isLarge: true },
  {
    name: 'two gateways, three views and a rollback, any fault',
    ...{ revisions: ['A', 'B', 'C', 'A'], faults: everyday, isLarge: true },
  },
];
