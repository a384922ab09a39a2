import type { Diagnostic } from '../../kernel/index.ts';
import type { Bound, BoundPlan, BoundService } from '../bind/bound.ts';
import type { Offer } from '../compose/offer.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { placeKey } from '../stages/place-key.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';
import { rules } from './index.ts';
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

/** Stage *lint*: every rule over everything that it is about, once per content of what it depends on. */
export function lint({ bound, serviceOf, offerOf }: Composed, read: ReadTree, context: Context): void {
  for (const { manifest } of bound.manifests) run('manifest', manifest, placeKey(manifest, read));
  for (const service of bound.services) {
    const { imported } = serviceOf(service);
    run('service', { service, imported }, `${imported.key} ${placeKey(service.manifest, read)}`);
  }
  const subjects = new Map<BoundPlan, { subject: PlanSubject; key: string }>();
  for (const plan of bound.plans) {
    const { imported, artifacts } = serviceOf(plan.service);
    const offer = offerOf(plan);
    const sources = [plan.manifest, plan.service.manifest, plan.secretManifest ?? plan.manifest];
    const places = sources.map((manifest) => placeKey(manifest, read)).join(' ');
    const key = `${offer.key} ${artifacts.map((artifact) => artifact.key).join(' ')} ${places}`;
    const subject = { plan, imported, artifacts, offer };
    subjects.set(plan, { subject, key });
    run('plan', subject, key);
  }
  const groups = new Map(bound.groups.map((group) => [group.name, group]));
  for (const exposition of bound.expositions) {
    const found = subjects.get(exposition.plan);
    if (found === undefined) continue;
    const group = groups.get(exposition.group);
    const places = [exposition.manifest, group?.manifest ?? exposition.manifest];
    const key = `${found.key} ${places.map((manifest) => placeKey(manifest, read)).join(' ')}`;
    run('exposition', { ...found.subject, exposition, group }, key);
  }
  report(findings('tree', { bound, incomplete: !context.unbound.isEmpty() }));

  function run<S extends Exclude<Scope, 'tree'>>(scope: S, subject: Subjects[S], key: string): void {
    const memoKey = `lint ${scope} ${key}`;
    let found = context.memo.get(memoKey) as readonly Diagnostic[] | undefined;
    if (found === undefined) {
      found = findings(scope, subject);
      context.memo.set(memoKey, found);
    }
    report(found);
  }

  function report(found: readonly Diagnostic[]): void {
    for (const diagnostic of found) context.report(diagnostic);
  }
}

function findings<S extends Scope>(scope: S, subject: Subjects[S]): readonly Diagnostic[] {
  return rules.flatMap((rule) => (hasScope(rule, scope) ? rule.run(subject) : []));
}

function hasScope<S extends Scope>(rule: Rule, scope: S): rule is Rule<S> {
  return rule.scope === scope;
}
