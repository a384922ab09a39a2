import { z } from 'zod';
import { messageOf } from '../../../kernel/index.ts';
import { isLoopback } from '../../config/values.ts';
import type { FetchJson } from './fetch-json.ts';

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * Where the keys of an issuer are, as its own metadata says: that of OAuth2 (RFC 8414) or of OpenID Connect Discovery,
 * in the order that MCP clients try them. Rejects with the last reason when none says so.
 */
export async function discoverKeys(issuer: string, fetchJson: FetchJson): Promise<string> {
  let failure = new Error('no metadata');
  for (const url of metadataUrls(issuer)) {
    try {
      const metadata = metadataSchema.parse(await fetchJson(url));
      // Whoever answers for another issuer could have its own tokens taken for that one's (RFC 8414, 3.3).
      if (metadata.issuer !== issuer) throw new Error('the metadata is that of another issuer');
      const keys = new URL(metadata.jwks_uri);
      if (keys.protocol === 'http:' && !mayBeClear(issuer, keys)) throw new Error('jwks_uri is not https');
      return keys.href;
    } catch (error) {
      const why =
        error instanceof z.ZodError ? 'the metadata names no issuer and jwks_uri' : messageOf(error);
      failure = new Error(`${url}: ${why}`, { cause: error });
    }
  }
  throw failure;
}

/** Each URL once: without a path the last two are one. */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    ...new Set([
      `${origin}/.well-known/oauth-authorization-server${path}`,
      `${origin}/.well-known/openid-configuration${path}`,
      `${origin}${path}/.well-known/openid-configuration`,
    ]),
  ];
}

/** An issuer without TLS may have keys without it; one with TLS only where both are this machine. */
function mayBeClear(issuer: string, keys: URL): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' || (isLoopback(hostname) && isLoopback(keys.hostname));
}
