import { didYouMean, finding } from '../../kernel/index.ts';
import { isReference, type ManifestOf } from '../../manifest/index.ts';
import { type Id, planId, planNameOf, serviceId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { unusedPath } from '../importers/protobuf/diagnostics.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { lookupStage, rememberLookups } from '../remember-lookups.ts';
import { joined } from '../runs.ts';
import { checkAccess } from './access.ts';
import { type BoundPlan, type BoundService, coordinates } from './bound.ts';
import { checkIds } from './check-ids.ts';
import { checkCors } from './cors.ts';
import { certificateWithoutTls } from './credential-diagnostics.ts';
import { reportDangling } from './dangling.ts';
import { backendEndpointInvalid, emptySelection, literalCredential, notServed } from './diagnostics.ts';
import { checkHeaderPolicy } from './header-policy.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import { type BoundSecret, checkNotEmpty } from './secrets.ts';
import { uniqueBy } from './unique.ts';

const plansStage = lookupStage<ManifestOf<'ConfigurationPlan'>, BoundPlan>('bind plans');
const planStage = stage<Kept<BoundPlan | undefined>>('bind plan');

/** ConfigurationPlans by `service:version/name`. */
export function bindPlans(
  manifests: Manifests,
  services: ReadonlyMap<string, BoundService>,
  secrets: ReadonlyMap<string, BoundSecret>,
  context: Context,
): Map<string, BoundPlan> {
  const all = manifestsOf(manifests, 'ConfigurationPlan');
  const runs = rememberLookups(
    plansStage,
    all,
    [services, secrets] as const,
    [],
    context,
    (manifest, own, [servicesNoted, secretsNoted]) => {
      const service = servicesNoted.get(coordinates(manifest.spec.service));
      const secret = secretsNoted.get(manifest.spec.backendSecretRef ?? '');
      const plan = remember(planStage, manifest, [service, secret], own, (each) =>
        bindPlan(manifest, service, services, secrets, each),
      );
      if (plan !== undefined) return [plan];
      own.unbound.add({ kind: 'ConfigurationPlan', names: [manifest.name] });
      // What is unbound is noted again by each compile.
      own.forget();
      return [];
    },
  );
  const plans = joined(runs);
  const unique = uniqueBy(plans, 'ConfigurationPlan', planName, context);
  checkIds('ConfigurationPlan', unique, context);
  return unique;
}

function bindPlan(
  manifest: ManifestOf<'ConfigurationPlan'>,
  service: BoundService | undefined,
  services: ReadonlyMap<string, BoundService>,
  secrets: ReadonlyMap<string, BoundSecret>,
  context: Context,
): BoundPlan | undefined {
  const isGrpc = service?.spec?.serviceType === 'GRPC';
  checkPlan(manifest, isGrpc, context);
  const secret = secretOf(manifest, secrets, context);
  if (secret?.credential?.tls !== undefined && !hasTls(manifest.spec.backendEndpoint, isGrpc))
    context.report(finding(certificateWithoutTls, { secret: secret.name }, manifest.at(['backendEndpoint'])));
  const { name } = manifest;
  if (service !== undefined) {
    const id = planId(idBeforeRename(service), manifest.renamedFrom ?? name);
    return {
      ...{ id, name, service, manifest },
      secret: secret?.secret,
      credential: secret?.credential,
      secretManifest: secret?.manifest,
    };
  }
  const wanted = coordinates(manifest.spec.service);
  const suggestion = didYouMean(wanted, services.keys());
  reportDangling({ kind: 'Service', name: wanted, suggestion }, manifest.at(['service']), context);
  return undefined;
}

/** The id that ids of plans are made of: that of the name which the service had first. */
function idBeforeRename({ id, organization, version, manifest: { renamedFrom } }: BoundService): Id {
  return renamedFrom === undefined ? id : serviceId(organization, renamedFrom, version);
}

export const planName = nameOnce((plan: BoundPlan) => planNameOf({ service: plan.service, plan }));

function secretOf(
  manifest: ManifestOf<'ConfigurationPlan'>,
  secrets: ReadonlyMap<string, BoundSecret>,
  context: Context,
): BoundSecret | undefined {
  const name = manifest.spec.backendSecretRef;
  if (name === undefined) return undefined;
  const secret = secrets.get(name);
  if (secret !== undefined) {
    checkNotEmpty(secret, context);
    return secret;
  }
  const inside = [...secrets.values()].find((each) => each.manifest.name === name);
  const suggestion =
    inside === undefined
      ? didYouMean(name, secrets.keys())
      : `'${name}' is the SecretSource: write '${inside.name}', the name of a secret in it`;
  reportDangling({ kind: 'secret', name, suggestion }, manifest.at(['backendSecretRef']), context);
  return undefined;
}

function checkPlan(manifest: ManifestOf<'ConfigurationPlan'>, isGrpc: boolean, context: Context): void {
  const { spec } = manifest;
  checkEndpoint(manifest, isGrpc, context);
  checkAccess(manifest, context);
  checkHeaderPolicy(manifest, context);
  checkCors(manifest, context);
  if (Array.isArray(spec.includedArtifacts) && spec.includedArtifacts.length === 0)
    context.report(finding(emptySelection, {}, manifest.at(['includedArtifacts'])));
  if (typeof spec.cachePolicy === 'string')
    context.report(finding(notServed, { what: 'cachePolicy as a text' }, manifest.at(['cachePolicy'])));
  if (spec.artifacts !== undefined)
    context.report(finding(notServed, { what: 'artifacts' }, manifest.at(['artifacts'], 'key')));
  if (spec.oauth2 !== undefined) {
    context.report(finding(notServed, { what: 'oauth2' }, manifest.at(['oauth2'], 'key')));
    if (!isReference(spec.oauth2.clientSecret))
      context.report(
        finding(literalCredential, { field: 'clientSecret' }, manifest.at(['oauth2', 'clientSecret'])),
      );
  }
}

function checkEndpoint(manifest: ManifestOf<'ConfigurationPlan'>, isGrpc: boolean, context: Context): void {
  const endpoint = manifest.spec.backendEndpoint;
  const why = endpointFault(endpoint, isGrpc);
  if (why !== undefined)
    context.report(
      finding(
        backendEndpointInvalid,
        { endpoint: redacted(endpoint), why },
        manifest.at(['backendEndpoint']),
      ),
    );
  else if (isGrpc && !/^\/?$/.test(new URL(endpoint).pathname)) {
    const { pathname: path } = new URL(endpoint);
    context.report(finding(unusedPath, { path }, manifest.at(['backendEndpoint'])));
  }
}

/** Whether a backend is reached over TLS. What is no URL is reported elsewhere. */
function hasTls(endpoint: string, isGrpc: boolean): boolean {
  if (!URL.canParse(endpoint)) return true;
  const { protocol, port } = new URL(endpoint);
  return /^(https|grpcs):$/.test(protocol) || (isGrpc && port === '443');
}

/** A URL without what may be a credential in it. */
function redacted(endpoint: string): string {
  return endpoint.replace(/(\/\/|^)[^/@]*@/, '$1…@').replace(/[?#].*$/s, '?…');
}

function endpointFault(endpoint: string, isGrpc: boolean): string | undefined {
  if (!URL.canParse(endpoint)) return 'is no absolute URL';
  const url = new URL(endpoint);
  if (!/^https?:$/.test(url.protocol) && !(isGrpc && /^grpcs?:$/.test(url.protocol)))
    return isGrpc ? 'is not http, https, grpc or grpcs' : 'is not http or https';
  if (url.hostname === '') return 'names no host';
  if (url.username !== '' || url.password !== '') return 'holds a credential';
  if (url.search !== '' || url.hash !== '') return 'has a query or a fragment';
  return undefined;
}
