import { compareText } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import {
  type AccessObject,
  type ApiKey,
  type ExpositionObject,
  isTokenAlgorithm,
  seal,
  toolNameOf,
} from '../../snapshot/index.ts';
import type { BoundPlan } from '../bind/bound.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import type { Offer, OfferedTool } from './offer.ts';

type PlanSpec = ManifestOf<'ConfigurationPlan'>['spec'];

/** Who may call the endpoints of a plan. Where there is an API key only that is asked for (reShapr's rule). */
export function accessOf({ id, service, manifest }: BoundPlan): ExpositionObject['access'] {
  const { apiKey, oauth2Configuration } = manifest.spec;
  if (apiKey !== undefined && typeof apiKey !== 'boolean') return { type: 'apiKey', keys: keysOf(apiKey) };
  if (oauth2Configuration === undefined) return { type: 'open' };
  return { type: 'oauth2', object: `${service.id}/${id}` };
}

function keysOf(apiKey: Exclude<PlanSpec['apiKey'], boolean | undefined>): ApiKey[] {
  return 'sha256' in apiKey
    ? [apiKey.sha256].flat().map((sha256) => ({ sha256 }))
    : [apiKey.from].flat().map((from) => ({ from }));
}

/** The object that says which bearer tokens open the endpoints of a plan; undefined where none are asked for. */
export function sealAccess(plan: BoundPlan, offer: Offer): LocatedObject | undefined {
  const access = accessOf(plan);
  const { oauth2Configuration: oauth } = plan.manifest.spec;
  if (access.type !== 'oauth2' || oauth === undefined) return undefined;
  const { jwksUri } = oauth;
  const permissions = effectivePermissions(offer, plan.manifest.spec.permissions ?? {});
  const value: AccessObject = {
    format: 'access@1',
    issuers: sorted(oauth.authorizationServers),
    ...(jwksUri === undefined ? {} : { jwksUri }),
    ...listed('algorithms', oauth.algorithms?.filter(isTokenAlgorithm)),
    ...listed('audiences', oauth.staticAudiences),
    ...(oauth.disableAudienceValidation === true ? { anyAudience: true } : {}),
    ...listed('scopes', oauth.scopes),
    ...(Object.keys(permissions).length === 0 ? {} : { permissions }),
  };
  const object = seal('access', access.object, value);
  return { object, at: plan.manifest.at(['oauth2Configuration'], 'key') };
}

/**
 * The scopes that each offered tool needs. Whoever calls a custom tool has the tools called that it calls, so it needs
 * what those need: otherwise it would be a way around them.
 */
function effectivePermissions(
  { tools }: Offer,
  own: Readonly<Record<string, readonly string[]>>,
): Record<string, string[]> {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const effective = tools.flatMap(({ name }): [string, string[]][] => {
    const scopes = reachedFrom(name, byName).flatMap((each) =>
      Object.hasOwn(own, each) ? (own[each] ?? []) : [],
    );
    return scopes.length === 0 ? [] : [[name, sorted(scopes)]];
  });
  return Object.fromEntries(effective);
}

/** A tool and all that a call of it calls, by their names. */
function reachedFrom(name: string, byName: ReadonlyMap<string, OfferedTool>): string[] {
  const reached = new Set<string>();
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    pending.push(...calledNames(byName.get(next)));
  }
  return [...reached];
}

/** Tools of other services have plans of their own; what those ask for is checked when they are called. */
function calledNames(tool: OfferedTool | undefined): string[] {
  const call = tool?.part?.object.call;
  if (call?.protocol === 'tool') return [toolNameOf(call.target)];
  if (call?.protocol !== 'script') return [];
  return call.tools.flatMap((called) => (called.service === undefined ? [called.tool] : []));
}

/** A list without repetitions, sorted, so that the order in a manifest changes nothing; unless it is empty. */
function listed<F extends string, T extends string>(
  field: F,
  values: readonly T[] = [],
): Partial<Record<F, T[]>> {
  return values.length === 0 ? {} : ({ [field]: sorted(values) } as Record<F, T[]>);
}

function sorted<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort(compareText);
}
