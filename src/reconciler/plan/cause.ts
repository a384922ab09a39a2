import { type EndpointChange, type ExpositionObject, expositionsOf, labelOf } from '../../snapshot/index.ts';
import type { PlanPlace } from './contract.ts';
import { entriesOf, type PlanSide, placeOf } from './plan-side.ts';

/** Changes that a ConfigurationPlan decides by itself. */
const ofThePlan = /^(access|backend|cache|tool-scope)-/;
/** Changes that are made by a selection as well as by what it selects of. */
const ofTheSelection = /^(tool|prompt|resource|resource-template)-(added|removed)$/;

type Cause = (change: EndpointChange) => { at?: PlanPlace };

/**
 * Where a change of a surface was made: where the object stands that changed; or, when that is as it was, in the
 * ConfigurationPlan that says otherwise what is offered, to whom, and from where.
 */
export function causes(before: PlanSide, after: PlanSide): Cause {
  const expositions = new Map(
    [before, after].flatMap((side) => [...expositionsOf(side).values()].map((each) => [labelOf(each), each])),
  );
  const changed = changedPlans(before, after);
  const isUnchanged = unchangedFiles(before, after);

  function planPlace({ endpoints }: EndpointChange): { at?: PlanPlace } {
    for (const endpoint of endpoints) {
      const exposition = expositions.get(endpoint);
      const entry = exposition === undefined ? undefined : changed.get(planName(exposition));
      if (entry !== undefined) return placeOf('manifest', entry, after, before);
    }
    return {};
  }

  return (change) => {
    const { kind, name } = change.object;
    const isPlans =
      ofThePlan.test(change.kind) || (ofTheSelection.test(change.kind) && isUnchanged(kind, name));
    const at = isPlans ? planPlace(change) : {};
    return at.at === undefined ? placeOf(kind, name, after, before) : at;
  };
}

function planName({ service, plan }: ExpositionObject): string {
  return `${service.name}:${service.version}/${plan.name}`;
}

/** ConfigurationPlans that are there afterwards and say something else, by their identity. */
function changedPlans(before: PlanSide, after: PlanSide): Map<string, string> {
  const old = entriesOf(before, 'manifest');
  const changed = [...entriesOf(after, 'manifest').values()].filter(
    ({ name, digest }) => name.startsWith('ConfigurationPlan/') && old.get(name)?.digest !== digest,
  );
  return new Map(changed.map(({ name, digest }) => [after.open('manifest', digest).name, name]));
}

/** Whether the file that an object is made from is the same on both sides, as far as anything made from it is. */
function unchangedFiles(before: PlanSide, after: PlanSide): (kind: string, name: string) => boolean {
  const blobsOf = (side: PlanSide): Map<string, string> => {
    const blobs = new Map<string, string>();
    for (const { kind, name } of side.entries) {
      const origin = side.origin(kind, name);
      if (origin !== undefined) blobs.set(origin.file, origin.blob);
    }
    return blobs;
  };
  let sides: [Map<string, string>, Map<string, string>] | undefined;
  return (kind, name) => {
    sides ??= [blobsOf(before), blobsOf(after)];
    const file = (after.origin(kind, name) ?? before.origin(kind, name))?.file ?? '';
    return sides[0].has(file) && sides[0].get(file) === sides[1].get(file);
  };
}
