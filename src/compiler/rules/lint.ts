import type { Bound } from '../bind/bound.ts';
import { grouped } from '../bind/grouped.ts';
import { noUse, type ServiceUse } from '../bind/uses.ts';
import type { OfferingPlan, SealedService } from '../compose/compose-service.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import { rules } from './index.ts';
import { hasLooseEnds } from './loose-ends.ts';
import type { Rule } from './rule.ts';
import type { PlanSubject, Scope, Subjects } from './subjects.ts';

const byScope = grouped<Scope, Rule>(rules, ({ scope }) => scope);

const stages = {
  manifests: stage<Kept<void>>('lint manifests'),
  manifest: stage<Kept<void>>('lint manifest'),
  service: stage<Kept<void>>('lint service'),
  plan: stage<Kept<PlanSubject>>('lint plan'),
  exposition: stage<Kept<void>>('lint exposition'),
  groups: stage<Kept<void>>('lint groups'),
  plans: stage<Kept<void>>('lint plans'),
  use: stage<Kept<void>>('lint use'),
  tree: stage<Kept<void>>('lint tree'),
  looseEnds: stage<Kept<boolean>>('loose ends'),
};

/** Stage *lint* for every manifest by itself. */
export function lintManifests({ named }: Bound, context: Context): void {
  for (const runs of named.values())
    for (const some of runs)
      remember(stages.manifests, some, [], context, (own) => {
        for (const { manifest } of some)
          remember(stages.manifest, manifest, [], own, (each) => run('manifest', manifest, each));
      });
}

/** Stage *lint* for one service and what refers to it. */
export function lintService(
  { imported, artifacts }: SealedService,
  plans: readonly OfferingPlan[],
  use: ServiceUse,
  context: Context,
): void {
  const { service } = imported;
  remember(stages.service, imported, [], context, (own) => run('service', { service, imported }, own));
  const subjects = plans.map(({ plan, offer }) =>
    remember(stages.plan, offer, [], context, (own) => {
      const made = { plan, imported, artifacts, offer };
      run('plan', made, own);
      return made;
    }),
  );
  const subjectOf = new Map(subjects.map((subject) => [subject.plan, subject]));
  use.expositions.forEach((exposition, at) => {
    const subject = subjectOf.get(exposition.plan) as PlanSubject;
    const group = use.groups[at];
    remember(stages.exposition, exposition, [subject, group], context, (own) =>
      run('exposition', { ...subject, exposition, group }, own),
    );
  });
}

/** Stage *lint* for each service with all that refers to it. */
export function lintUses(bound: Bound, incomplete: boolean, context: Context): void {
  for (const service of bound.services) {
    const use = bound.uses.get(service.id) ?? noUse;
    remember(stages.use, service, [use, incomplete], context, (own) =>
      run('use', { service, ...use, incomplete }, own),
    );
  }
}

/** Stage *lint* for what can only be seen of the tree as a whole. */
export function lintTree(bound: Bound, incomplete: boolean, context: Context): void {
  const { groups, plans } = bound;
  rememberWhole(stages.groups, [groups], context, (own) => run('groups', groups, own));
  const planManifests = plans.map(({ manifest }) => manifest);
  rememberWhole(stages.plans, [planManifests], context, (own) => run('plans', planManifests, own));
  rememberWhole(stages.tree, [...listsOf(bound), incomplete], context, (own) =>
    run('tree', { bound, incomplete }, own),
  );
}

/** Whether some manifests have mistakes, so that what refers to something may be one of them. */
export function isIncomplete(bound: Bound, context: Context): boolean {
  return (
    !context.unbound.isEmpty() ||
    rememberWhole(stages.looseEnds, listsOf(bound), context, () => hasLooseEnds(bound))
  );
}

/** All that a tree was found to be, as inputs. */
function listsOf({ project, manifests, services, plans, expositions, groups }: Bound): readonly unknown[] {
  return [project, manifests, services, plans, expositions, groups];
}

function run<S extends Scope>(scope: S, subject: Subjects[S], context: Context): void {
  for (const rule of byScope.get(scope) ?? []) context.report(...(rule as Rule<S>).run(subject));
}
