import type { IncomingMessage } from 'node:http';
import type { Log, Random } from '../../kernel/index.ts';
import type { CredentialGrant, CredentialObject } from '../../snapshot/index.ts';
import type { AskIssuer } from '../access/keys/ask-issuer.ts';
import type { HostGuard } from '../mcp/http/host-guard.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import type { Page } from './html.ts';
import { credentialKey, type KeptCredentials } from './kept-credentials.ts';
import { done, notValid } from './page-texts.ts';
import type { Ticket, Tickets } from './tickets.ts';

export interface PageParts {
  readonly tickets: Tickets;
  readonly kept: KeptCredentials;
  readonly surfaces: Pick<Surfaces, 'byId'>;
  readonly ask: AskIssuer;
  readonly secrets: Secrets;
  readonly random: Random;
  readonly log: Log;
  readonly hostGuard: HostGuard;
  /** The origin under which a request came, as its client knows it. */
  originOf(request: IncomingMessage): string;
}

/** What a ticket is for. */
export interface Wanted {
  readonly ticket: Ticket;
  readonly surface: Surface;
  readonly credential: CredentialObject;
  readonly grant: CredentialGrant;
}

/** What a ticket is for, as it is now; undefined for what is no ticket, and when that is no longer wanted. */
export function wantedBy(ticket: Ticket | undefined, { surfaces }: PageParts): Wanted | undefined {
  const surface = ticket && surfaces.byId(ticket.surfaceId);
  const credential = surface?.credential;
  if (ticket === undefined || surface === undefined || credential?.grant === undefined) return undefined;
  if (credentialKey(surface.exposition, credential, ticket.owner) !== ticket.key) return undefined;
  return { ticket, surface, credential, grant: credential.grant };
}

/** Keeps what was given, once for each ticket. `lastsMs`: milliseconds, where that is known. */
export function keep(
  { ticket, surface, credential }: Wanted,
  token: string,
  lastsMs: number | undefined,
  { tickets, kept, log }: PageParts,
): Page {
  if (!tickets.use(ticket)) return notValid;
  kept.put(ticket.key, token, lastsMs);
  log.info('a caller gave a credential', { endpoint: surface.id, secret: credential.secret });
  return done;
}
