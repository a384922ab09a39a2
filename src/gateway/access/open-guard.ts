import type { Clock, Log, Metrics } from '../../kernel/index.ts';
import type { ClientOf } from '../client/client.ts';
import type { Access } from '../mcp/access.ts';
import { hostGuard } from '../mcp/http/host-guard.ts';
import { isAdmitted, presentedKey } from '../secrets/api-key.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Surfaces } from '../surface/surface.ts';
import { accessCheck } from './check-access.ts';
import { tokenCheck } from './check-token.ts';
import { headDefences, tokenDefences } from './defences.ts';
import { endpointUrls } from './endpoint-urls.ts';
import type { AskIssuer } from './keys/ask-issuer.ts';
import { jsonFetcher } from './keys/fetch-json.ts';
import { keySources } from './keys/key-sources.ts';
import type { HoldsKey } from './permitted.ts';
import { metadataServer, type ServeMetadata } from './protected-resource.ts';
import { countedRefusals } from './refusals.ts';
import { tokenVerifier } from './verify-token.ts';

export interface GuardPorts {
  readonly ask: AskIssuer;
  readonly secrets: Secrets;
  readonly surfaces: Surfaces;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** All of the gateway that has to do with who may call. */
export interface Guard {
  readonly access: Access;
  readonly holdsKey: HoldsKey;
  readonly metadata: ServeMetadata;
}

/** Wires the access check; `fqdns` are the names of the gateway, `clientOf` says who sent a request. */
export function openGuard(
  fqdns: readonly string[],
  clientOf: ClientOf,
  { ask, secrets, surfaces, clock, log, metrics }: GuardPorts,
): Guard {
  const fetchJson = jsonFetcher(ask);
  const verifier = tokenVerifier(keySources({ fetchJson, clock, log }), headDefences);
  const urlsOf = endpointUrls(fqdns);
  const refusals = countedRefusals(metrics, log);
  const checkToken = tokenCheck({ verifier, defences: tokenDefences, urlsOf, clock, refusals });
  const holdsKey: HoldsKey = (headers, endpoint) => isAdmitted(endpoint, presentedKey(headers), secrets, log);
  return {
    access: accessCheck({ holdsKey, checkToken, refusals }),
    holdsKey,
    metadata: metadataServer(surfaces, urlsOf, hostGuard(fqdns), clientOf),
  };
}
