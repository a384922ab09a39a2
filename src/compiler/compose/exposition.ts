import { finding } from '../../kernel/index.ts';
import type { ExpositionObject } from '../../snapshot/index.ts';
import type { BoundExposition } from '../bind/bound.ts';
import { expositionName } from '../bind/expositions.ts';
import { headerPolicyOf } from '../bind/header-policy.ts';
import type { Context } from '../context.ts';
import type { SealedPart } from '../stages/seal-artifact.ts';
import type { SealedTool } from '../stages/seal-spec.ts';
import { accessOf } from './access.ts';
import { credentialName } from './credential.ts';
import { emptySurface, overBudget } from './diagnostics.ts';
import type { Offer } from './offer.ts';

type Retry = NonNullable<BoundExposition['plan']['manifest']['spec']['retry']>;

/** Stage *compose* for one exposition: its surface, its access and its backend. */
export function composeExposition(
  exposition: BoundExposition,
  organization: string,
  offer: Offer,
  context: Context,
): ExpositionObject {
  const { tools } = offer;
  const { plan, group, name, id } = exposition;
  const { service } = plan;
  const { spec } = plan.manifest;
  const endpoint = name ?? expositionName(exposition);
  const offersNothing = [tools, offer.prompts, offer.resources].every(({ length }) => length === 0);
  // Of a list of operations that offers nothing each name is reported by itself.
  const listed = (spec.includedOperations ?? []).length > 0;
  if (offersNothing && offer.isRead && !listed)
    context.report(finding(emptySurface, { endpoint }, exposition.manifest.nameAt()));
  const tokens = contextCost(tools);
  if (spec.contextBudget !== undefined && tokens > spec.contextBudget) {
    const problem = { endpoint, tokens, budget: spec.contextBudget };
    context.report(finding(overBudget, problem, plan.manifest.at(['contextBudget'])));
  }
  const isGraphql = service.spec?.serviceType === 'GRAPHQL';
  const headers = headerPolicyOf(spec);
  const cache = typeof spec.cachePolicy === 'object' ? spec.cachePolicy : undefined;
  return {
    format: 'exposition@1',
    id,
    organization,
    ...(name === undefined ? {} : { name }),
    service: { id: service.id, name: service.name, version: service.version },
    plan: { id: plan.id, name: plan.name },
    group,
    access: accessOf(plan),
    backend: {
      // GraphQL is asked at the endpoint itself; in front of paths a slash at its end would be one too many.
      endpoint: isGraphql ? spec.backendEndpoint : spec.backendEndpoint.replace(/\/$/, ''),
      ...(spec.backendTimeout === undefined ? {} : { timeoutMs: spec.backendTimeout }),
      ...(plan.secret === undefined ? {} : { secret: plan.secret }),
      ...(plan.credential === undefined ? {} : { credential: credentialName(plan) }),
      ...(headers === undefined ? {} : { headers }),
      // One attempt is what there is without a policy.
      ...(spec.retry === undefined || spec.retry.attempts < 2 ? {} : { retry: retryOf(spec.retry) }),
    },
    ...(spec.rateLimit === undefined
      ? {}
      : { rateLimit: { ...spec.rateLimit, per: spec.rateLimit.per ?? 'endpoint' } }),
    ...(cache === undefined
      ? {}
      : {
          cache: {
            ...(cache.ttlMs === undefined ? {} : { ttlMs: cache.ttlMs }),
            ...(cache.cacheScope === undefined ? {} : { scope: cache.cacheScope }),
          },
        }),
    ...(spec.cors === undefined ? {} : { cors: { origins: [...new Set(spec.cors.allowOrigins)].sort() } }),
    ...(spec.audit === true ? { audit: true } : {}),
    tools: tools.map(({ object }) => object),
    ...named('prompts', offer.prompts),
    ...named('resources', offer.resources),
    ...named('filters', offer.filters),
  };
}

function retryOf({ attempts, backoffMs }: Retry): NonNullable<ExpositionObject['backend']['retry']> {
  return { attempts, ...(backoffMs === undefined ? {} : { backoffMs }) };
}

/** A list of names, unless it is empty. */
function named<F extends string>(field: F, parts: readonly SealedPart[]): Partial<Record<F, string[]>> {
  if (parts.length === 0) return {};
  return { [field]: parts.map(({ located }) => located.object.name) } as Record<F, string[]>;
}

/** Tokens that `tools/list` costs a model, estimated as a quarter of its bytes. */
export function contextCost(tools: readonly SealedTool[]): number {
  return Math.ceil(tools.reduce((bytes, tool) => bytes + tool.listBytes, 0) / 4);
}
