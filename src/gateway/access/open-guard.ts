import { readFile } from 'node:fs/promises';
import { type Clock, type Log, type Metrics, messageOf, problem } from '../../kernel/index.ts';
import { systemAfter } from '../backends/after.ts';
import { type ClientOf, directClient } from '../client/client.ts';
import type { OauthSettings, ServingConfig } from '../config/serving.ts';
import type { Access } from '../mcp/access.ts';
import { hostGuard } from '../mcp/http/host-guard.ts';
import { isAdmitted, presentedKey } from '../secrets/api-key.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Surfaces } from '../surface/surface.ts';
import { accessCheck } from './check-access.ts';
import { tokenCheck } from './check-token.ts';
import { headDefences, tokenDefences } from './defences.ts';
import { endpointUrls } from './endpoint-urls.ts';
import { jsonFetcher } from './keys/fetch-json.ts';
import { keySources } from './keys/key-sources.ts';
import type { HoldsKey } from './permitted.ts';
import { issuerCaUnusable } from './problems.ts';
import { metadataServer, type ServeMetadata } from './protected-resource.ts';
import { countedRefusals } from './refusals.ts';
import { tokenVerifier } from './verify-token.ts';

export interface GuardPorts {
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
  /** Lets go of authorization servers. */
  close(): void;
}

const direct: OauthSettings = { caFile: undefined, proxy: undefined, noProxy: undefined };

/** Wires the access check. Throws a Problem when the certificates of authorization servers cannot be read. */
export async function openGuard(
  {
    fqdns,
    clientOf = directClient(false),
    oauth = direct,
  }: Pick<ServingConfig, 'fqdns'> & Partial<Pick<ServingConfig, 'oauth'>> & { readonly clientOf?: ClientOf },
  { secrets, surfaces, clock, log, metrics }: GuardPorts,
): Promise<Guard> {
  const closing = new AbortController();
  const { caFile, proxy, noProxy } = oauth;
  const certificates = caFile === undefined ? undefined : await readCertificates(caFile);
  const network = { certificates, proxy, noProxy };
  const fetchJson = jsonFetcher(network, { after: systemAfter, signal: closing.signal });
  const verifier = tokenVerifier(keySources({ fetchJson, clock, log }), headDefences);
  const urlsOf = endpointUrls(fqdns);
  const refusals = countedRefusals(metrics, log);
  const checkToken = tokenCheck({ verifier, defences: tokenDefences, urlsOf, clock, refusals });
  const holdsKey: HoldsKey = (headers, endpoint) => isAdmitted(endpoint, presentedKey(headers), secrets, log);
  return {
    access: accessCheck({ holdsKey, checkToken, refusals }),
    holdsKey,
    metadata: metadataServer(surfaces, urlsOf, hostGuard(fqdns), clientOf),
    close: () => closing.abort(),
  };
}

async function readCertificates(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
    return text;
  } catch (error) {
    throw problem(issuerCaUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}
