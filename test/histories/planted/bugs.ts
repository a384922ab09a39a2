import { observe } from '../../../src/reconciler/index.ts';
import type { Mistakes } from './mistakes.ts';

/** A mistake that somebody could make in plan, apply, pruning or rollback. */
export interface PlantedBug extends Mistakes {
  readonly name: string;
}

export const bugs: readonly PlantedBug[] = [
  {
    name: 'other sources are not looked at',
    state: (organization, source) => ({
      ...organization,
      heads: new Map([...organization.heads].filter(([other]) => other === source)),
    }),
  },
  {
    name: 'what was taken over still counts as its former owner’s',
    state: (organization) => ({ ...organization, taken: new Map() }),
  },
  {
    name: 'protection is read from the tree, not from what is deployed',
    object: (content) => without(content, 'protected'),
  },
  {
    name: 'keepOnDelete is read from the tree, not from what is deployed',
    object: (content) => without(content, 'keepOnDelete'),
  },
  {
    name: 'every source takes over what it has, too, unasked',
    object: (content) => (content['format'] === 'source@1' ? { ...content, adopts: ['a', 'b'] } : content),
  },
  {
    name: 'nobody is asked when much goes',
    confirmed: () => 'any',
  },
  {
    name: 'any number confirms a removal',
    confirmed: (removals) => (removals === undefined ? undefined : 'any'),
  },
  {
    name: 'what is taken over is not recorded',
    revision: (record) => ({ ...record, adopted: undefined }),
  },
  {
    name: 'a change without new endpoints is not recorded',
    revision: (record, { heads }) => ({
      ...record,
      snapshot:
        Object.keys(record.since).length === 0
          ? (heads.get(record.source)?.snapshot ?? record.snapshot)
          : record.snapshot,
    }),
  },
  {
    name: 'each apply begins every election anew',
    revision: (record, { since }) => ({
      ...record,
      since: Object.fromEntries(
        [...(since.get(record.source)?.keys() ?? []), ...Object.keys(record.since)].map((id) => [
          id,
          record.sequence,
        ]),
      ),
    }),
  },
  {
    name: 'a rollback makes endpoints new',
    revision: (record) => ({
      ...record,
      since:
        record.reason === 'rollback'
          ? Object.fromEntries(Object.keys(record.since).map((id) => [id, record.sequence]))
          : record.since,
    }),
  },
  {
    name: 'a rollback restores the revision after the one that is asked for',
    revision: (record, { revisions }) => {
      const after = revisions.find(
        ({ source, sequence }) => source === record.source && sequence > (record.restores ?? record.sequence),
      );
      return after === undefined ? record : { ...record, snapshot: after.snapshot };
    },
  },
  {
    name: 'a rollback gives back nothing that was taken over',
    revision: (record) => ({ ...record, restores: undefined }),
  },
  {
    name: 'the blast radius leaves out what other sources have in a group',
    observe: (base, after, gateways) => observe(base, after, gateways),
  },
  {
    name: 'the blast radius leaves out gateways that come to a group or leave it',
    observe: (base, after, gateways, others) =>
      observe(base, after, gateways, others).map((effect) => ({
        ...effect,
        touched: effect.touched && effect.groups.length > 0 && effect.groupsAfter.length > 0,
      })),
  },
];

function without(content: Readonly<Record<string, unknown>>, field: string): object {
  return Object.fromEntries(Object.entries(content).filter(([key]) => key !== field));
}
