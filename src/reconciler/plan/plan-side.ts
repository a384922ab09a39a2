import type { Entry, Origin, SurfaceSide } from '../../snapshot/index.ts';
import type { PlanPlace } from './contract.ts';

/** One side of a plan: a snapshot's list, its objects, and where they came from. */
export interface PlanSide extends SurfaceSide {
  readonly origin: (kind: string, name: string) => Origin | undefined;
}

/** The side of a source that has no revision yet. */
export const noSide: PlanSide = {
  entries: [],
  open: () => {
    throw new Error('nothing is in an empty snapshot');
  },
  origin: () => undefined,
};

/** Where an object stands, on the first of some sides that has it. */
type PlaceOf = (kind: string, name: string, ...sides: PlanSide[]) => { at?: PlanPlace };

export const placeOf: PlaceOf = (kind, name, ...sides) => {
  for (const side of sides) {
    const origin = side.origin(kind, name);
    if (origin === undefined) continue;
    const { line, column } = origin.range.start;
    return { at: { file: origin.file, line, column } };
  }
  return {};
};

export function entriesOf({ entries }: SurfaceSide, kind: string): Map<string, Entry> {
  return new Map(entries.filter((entry) => entry.kind === kind).map((entry) => [entry.name, entry]));
}
