import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { problem } from '../../kernel/index.ts';
import type { BackendTls } from '../../snapshot/index.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { certificateUnreadable } from './problems.ts';

/** What a connection to a backend is checked by, and what it presents. PEM. */
export interface TlsIdentity {
  /** Equal for equal certificates and keys: connections are shared by calls with the same one. */
  readonly id: string;
  /** The only authorities that the backend's certificate may come from; the usual ones when absent. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

type Pems = Omit<TlsIdentity, 'id'>;

/** Certificates of backends, read anew for each call; those that stayed are not checked again. */
export function tlsIdentities(
  secrets: Secrets,
): (tls: BackendTls, secret: string, organization: string) => Promise<TlsIdentity> {
  const known = new LRUCache<string, TlsIdentity>({ max: 256 });

  return async ({ authorities, client }, secret, organization) => {
    const resolve = (text: string): Promise<string> => secrets.resolve(text, organization);
    const pems: Pems = {
      ...(authorities === undefined ? {} : { ca: await resolve(authorities) }),
      ...(client === undefined
        ? {}
        : { cert: await resolve(client.certificate), key: await resolve(client.key) }),
    };
    const name = JSON.stringify([organization, secret, authorities, client]);
    const before = known.get(name);
    if (before !== undefined && isSame(before, pems)) return before;
    const why = faultOf(pems);
    if (why !== undefined) throw problem(certificateUnreadable, { secret, why });
    const identity = { id: idOf(pems), ...pems };
    known.set(name, identity);
    return identity;
  };
}

function isSame(a: Pems, b: Pems): boolean {
  return a.ca === b.ca && a.cert === b.cert && a.key === b.key;
}

function idOf({ ca, cert, key }: Pems): string {
  return createHash('sha256')
    .update(JSON.stringify([ca, cert, key]))
    .digest('base64url');
}

/** In words that hold nothing of what was read. */
function faultOf({ ca, cert, key }: Pems): string | undefined {
  for (const [what, pem] of Object.entries({ certPem: ca, clientCertPem: cert }))
    if (pem !== undefined && !pem.includes('-----BEGIN CERTIFICATE-----'))
      return `${what} is no certificate in PEM`;
  try {
    createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert, key }),
    });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `a certificate or key cannot be read, or they do not fit${code}`;
  }
}
