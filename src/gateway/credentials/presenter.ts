import type { CredentialObject, ExpositionObject } from '../../snapshot/index.ts';
import { headerText } from '../backends/header-text.ts';
import type { Grant } from '../mcp/access.ts';
import { credentialHeaders, tokenHeaders } from '../secrets/credentials.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type TlsIdentity, tlsIdentities } from './tls-identity.ts';
import type { Tokens } from './tokens.ts';

/** Which backend is presented something, and for whom. */
export interface Presenting {
  readonly exposition: ExpositionObject;
  readonly credential: CredentialObject | undefined;
  readonly caller: Caller;
}

/** Who calls, for credentials that belong to callers. */
export interface Caller {
  /** What the token of the caller allows; undefined where none is asked for. */
  readonly grant?: Grant | undefined;
  /** `Authorization` of the caller, verified where there is a grant. */
  readonly authorization?: string | undefined;
}

/** What a call presents to its backend. */
export interface Presented {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: TlsIdentity | undefined;
  /** What to present after the backend did not take these headers (401); undefined where there is nothing else. */
  readonly renew?: (() => Promise<Readonly<Record<string, string>> | undefined>) | undefined;
}

/** Finds what a call presents. Throws a Problem that never holds a value. */
export type Present = (presenting: Presenting) => Promise<Presented>;

export function presenter(parts: { readonly secrets: Secrets; readonly tokens: Tokens }): Present {
  const { secrets, tokens } = parts;
  const identityOf = tlsIdentities(secrets);

  return async ({ exposition, credential, caller }) => {
    const { backend, organization } = exposition;
    const fixed =
      backend.secret === undefined ? {} : await credentialHeaders(backend.secret, organization, secrets);
    if (credential === undefined) return { headers: fixed };
    const { grant, tls, secret, tokenHeader } = credential;
    const identity = tls === undefined ? undefined : await identityOf(tls, secret, organization);
    if (grant === undefined) return { headers: fixed, tls: identity };
    const source = tokens({ grant, secret, organization, endpoint: exposition.id, caller });
    const headersOf = async (token: string): Promise<Readonly<Record<string, string>>> =>
      tokenHeaders(secret, headerText(token), tokenHeader, (text) => secrets.resolve(text, organization));
    const token = await source.get();
    return {
      headers: await headersOf(token),
      tls: identity,
      renew: async () => (source.forget(token) ? await headersOf(await source.get()) : undefined),
    };
  };
}
