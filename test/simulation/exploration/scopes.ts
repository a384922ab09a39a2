import type { Scope } from './actions.ts';

interface NamedScope extends Scope {
  readonly name: string;
  /** Some 600,000 states: minutes, and a gigabyte. */
  readonly isLarge?: boolean;
}

/** What is explored: at most one fault of these, at any moment, while these views are applied. */
export const scopes: readonly NamedScope[] = [
  { name: 'three views and a rollback, no faults', revisions: ['A', 'B', 'C', 'A'], faults: [] },
  { name: 'a message lost', revisions: ['A', 'B'], faults: ['lose'] },
  { name: 'a message twice', revisions: ['A', 'B'], faults: ['duplicate'] },
  { name: 'a stream cut', revisions: ['A', 'B'], faults: ['cut'] },
  { name: 'a gateway crashes', revisions: ['A', 'B'], faults: ['crash'] },
  { name: 'a control plane crashes', revisions: ['A', 'B'], faults: ['plane crash'] },
  { name: 'a full disk, with a rollback', revisions: ['A', 'B', 'A'], faults: ['disk full'] },
  { name: 'the store put back', revisions: ['A', 'B'], faults: ['restore'], isLarge: true },
];
