import { compareText } from '../../kernel/index.ts';
import { diffSides, type Entry } from '../../snapshot/index.ts';
import { causes } from './cause.ts';
import type { PlanChange } from './contract.ts';
import { entriesOf, type PlanSide, placeOf } from './plan-side.ts';

/** Manifests that were added, removed or say something else, by kind and name. */
export function manifestChanges(before: PlanSide, after: PlanSide): PlanChange[] {
  const old = entriesOf(before, 'manifest');
  const now = entriesOf(after, 'manifest');
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return names.flatMap((entryName): PlanChange[] => {
    const was = old.get(entryName);
    const is = now.get(entryName);
    if (was?.digest === is?.digest) return [];
    const action = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const side = is === undefined ? before : after;
    const { kind, name, kept } = side.open('manifest', (is ?? (was as Entry)).digest);
    // What is kept stays as it is deployed; that it is kept now is told elsewhere.
    if (was !== undefined && kept === true) return [];
    return [{ type: 'manifest', action, kind, name, ...placeOf('manifest', entryName, side) }];
  });
}

/** What clients of endpoints meet, worst first. */
export function surfaceChanges(before: PlanSide, after: PlanSide): PlanChange[] {
  const causeOf = causes(before, after);
  return diffSides(before, after).map((change) => {
    const { kind, class: level, about, names, endpoints, text } = change;
    return {
      type: 'surface',
      kind,
      class: level,
      about,
      names: [...names],
      endpoints: [...endpoints],
      text,
      ...causeOf(change),
    };
  });
}
