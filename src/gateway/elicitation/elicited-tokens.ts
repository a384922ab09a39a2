import { problem } from '../../kernel/index.ts';
import type { CredentialObject, ExpositionObject } from '../../snapshot/index.ts';
import { credentialNotGiven, tokenUnavailable } from '../credentials/problems.ts';
import type { Grant } from '../mcp/access.ts';
import type { GivenInput, InputRequired } from '../surface/input-required.ts';
import { credentialKey, type KeptCredentials } from './kept-credentials.ts';
import { paths } from './paths.ts';
import type { Tickets } from './tickets.ts';

/** A credential that is wanted of a caller. */
export interface Wanted {
  readonly exposition: ExpositionObject;
  readonly credential: CredentialObject;
  readonly grant: Grant | undefined;
  /** What the user answered when the call asked before. */
  readonly input: GivenInput | undefined;
}

/** What a caller gave, or the question for it. Throws a Problem when nobody can be asked, or the user said no. */
export type Elicited = (wanted: Wanted) => { readonly token: string; forget(): void } | InputRequired;

/** Whether callers give the token themselves. */
export function isElicited({ grant }: CredentialObject): boolean {
  return grant?.type === 'form' || grant?.type === 'authorizationCode';
}

export function elicitedTokens(kept: KeptCredentials, tickets: Tickets): Elicited {
  return ({ exposition, credential, grant, input }) => {
    const { secret } = credential;
    if (grant === undefined) throw problem(tokenUnavailable, { secret, why: 'the caller is not known' });
    const key = credentialKey(exposition, credential, grant.owner);
    const token = kept.get(key);
    if (token !== undefined) return { token, forget: () => kept.forget(key, token) };
    const name = `credential-${exposition.id}`;
    const answer = input?.answers.get(name);
    if (answer !== undefined && answer.action !== 'accept')
      throw problem(credentialNotGiven, { service: exposition.service.name });
    const { owner, subject } = grant;
    const ticket = tickets.issue({ surfaceId: exposition.id, key, owner, subject });
    const path = credential.grant?.type === 'form' ? paths.form : paths.connect;
    const url = `${grant.origin()}${path}?elicitationId=${ticket.text}`;
    const message = `${exposition.service.name} needs a credential of your own. Give it on this page of the gateway.`;
    return {
      type: 'input-required',
      requests: { [name]: { mode: 'url', message, url, elicitationId: ticket.nonce } },
    };
  };
}
