import type { Diagnostic } from '../../kernel/index.ts';
import type { Bound, BoundPlan, BoundService } from '../bind/bound.ts';
import type { Offer } from '../compose/offer.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';
import { rules } from './index.ts';
import { hasLooseEnds } from './loose-ends.ts';
import type { Rule } from './rule.ts';
import type { PlanSubject, Scope, Subjects } from './subjects.ts';

/** What the stages before have made of a tree. */
export interface Composed {
  readonly bound: Bound;
  serviceOf(service: BoundService): {
    readonly imported: ImportedService;
    readonly artifacts: readonly SealedArtifact[];
  };
  offerOf(plan: BoundPlan): Offer;
}

const stages = {
  manifests: stage<Kept<void>>('lint manifests'),
  manifest: stage<Kept<void>>('lint manifest'),
  service: stage<Kept<void>>('lint service'),
  plan: stage<Kept<PlanSubject>>('lint plan'),
  exposition: stage<Kept<void>>('lint exposition'),
  tree: stage<Kept<void>>('lint tree'),
};

/** Stage *lint*: every rule over everything that it is about, once per content of what it depends on. */
export function lint({ bound, serviceOf, offerOf }: Composed, context: Context): void {
  rememberWhole(stages.manifests, [bound.manifests], context, (own) => {
    for (const { manifest } of bound.manifests)
      remember(stages.manifest, manifest, [], own, (each) => run('manifest', manifest, each));
  });
  for (const service of bound.services) {
    const { imported } = serviceOf(service);
    remember(stages.service, imported, [], context, (own) => run('service', { service, imported }, own));
  }
  const subjects = new Map<BoundPlan, PlanSubject>();
  for (const plan of bound.plans) {
    const { imported, artifacts } = serviceOf(plan.service);
    const offer = offerOf(plan);
    const subject = remember(stages.plan, offer, [], context, (own) => {
      const made = { plan, imported, artifacts, offer };
      run('plan', made, own);
      return made;
    });
    subjects.set(plan, subject);
  }
  const groups = new Map(bound.groups.map((group) => [group.name, group]));
  for (const exposition of bound.expositions) {
    const subject = subjects.get(exposition.plan);
    if (subject === undefined) continue;
    const group = groups.get(exposition.group);
    remember(stages.exposition, exposition, [subject, group], context, (own) =>
      run('exposition', { ...subject, exposition, group }, own),
    );
  }
  const incomplete = !context.unbound.isEmpty() || hasLooseEnds(bound);
  rememberWhole(stages.tree, [...Object.values(bound), incomplete], context, (own) =>
    run('tree', { bound, incomplete }, own),
  );
}

function run<S extends Scope>(scope: S, subject: Subjects[S], context: Context): void {
  for (const diagnostic of findings(scope, subject)) context.report(diagnostic);
}

function findings<S extends Scope>(scope: S, subject: Subjects[S]): readonly Diagnostic[] {
  return rules.flatMap((rule) => (hasScope(rule, scope) ? rule.run(subject) : []));
}

function hasScope<S extends Scope>(rule: Rule, scope: S): rule is Rule<S> {
  return rule.scope === scope;
}
