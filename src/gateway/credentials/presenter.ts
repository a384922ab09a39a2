import type { CredentialObject, ExpositionObject } from '../../snapshot/index.ts';
import { headerText } from '../backends/header-text.ts';
import type { Elicited } from '../elicitation/elicited-tokens.ts';
import type { Grant } from '../mcp/access.ts';
import { credentialHeaders, tokenHeaders } from '../secrets/credentials.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type GivenInput, type InputRequired, isInputRequired } from '../surface/input-required.ts';
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
  /** What the user answered when the call asked for a credential. */
  readonly input?: GivenInput | undefined;
}

/** What a call presents to its backend. */
export interface Presented {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: TlsIdentity | undefined;
  /** What to present after the backend did not take these headers (401); undefined where there is nothing else. */
  readonly renew?: (() => Promise<Readonly<Record<string, string>> | undefined>) | undefined;
}

/** Finds what a call presents, or what is asked of the caller first. Throws a Problem that never holds a value. */
export type Present = (presenting: Presenting) => Promise<Presented | InputRequired>;

export interface PresenterParts {
  readonly secrets: Secrets;
  readonly tokens: Tokens;
  readonly elicited: Elicited;
}

export function presenter({ secrets, tokens, elicited }: PresenterParts): Present {
  const identityOf = tlsIdentities(secrets);

  return async ({ exposition, credential, caller }) => {
    const { backend, organization } = exposition;
    const fixed =
      backend.secret === undefined ? {} : await credentialHeaders(backend.secret, organization, secrets);
    if (credential === undefined) return { headers: fixed };
    const { grant, tls, secret, tokenHeader } = credential;
    const identity = tls === undefined ? undefined : await identityOf(tls, secret, organization);
    if (grant === undefined) return { headers: fixed, tls: identity };
    const resolve = (text: string): Promise<string> => secrets.resolve(text, organization);
    const headersOf = async (token: string): Promise<Readonly<Record<string, string>>> =>
      tokenHeaders(secret, headerText(token), tokenHeader, resolve);
    if (grant.type === 'form' || grant.type === 'authorizationCode') {
      const found = elicited({ exposition, credential, grant: caller.grant, input: caller.input });
      if (isInputRequired(found)) return found;
      const renew = async (): Promise<undefined> => {
        found.forget();
        return undefined;
      };
      return { headers: await headersOf(found.token), tls: identity, renew };
    }
    const source = tokens({ grant, secret, organization, endpoint: exposition.id, caller });
    const token = await source.get();
    return {
      headers: await headersOf(token),
      tls: identity,
      renew: async () => (source.forget(token) ? await headersOf(await source.get()) : undefined),
    };
  };
}
