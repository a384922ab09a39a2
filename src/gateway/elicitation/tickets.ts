import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock, Random } from '../../kernel/index.ts';
import type { Seal } from '../mcp/seal.ts';

const ticketSchema = z.object({
  /** Tells the ticket from all others. */
  nonce: z.string(),
  surfaceId: z.string(),
  /** Of the credential that is wanted, see `credentialKey`. */
  key: z.string(),
  /** Whose it is, as the gateway names callers, and as their token does. */
  owner: z.string(),
  subject: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});

/** What a page of the gateway is for: one credential of one caller. */
export type Ticket = z.infer<typeof ticketSchema>;

const flowSchema = z.object({
  ticket: ticketSchema,
  /** PKCE (RFC 7636). */
  verifier: z.string(),
  /** SHA-256 of the cookie of the browser that the flow began in. */
  browser: z.string(),
  redirectUri: z.string(),
});

/** A ticket on its way through an authorization server: its `state`. */
export type Flow = z.infer<typeof flowSchema>;

/** Tickets are sealed: nobody can make one, read one, or change one, and each is used up once. */
export interface Tickets {
  issue(facts: Pick<Ticket, 'surfaceId' | 'key' | 'owner' | 'subject'>): { nonce: string; text: string };
  /** Undefined when it is none of ours, is too old, or was used. */
  open(text: string): Ticket | undefined;
  sealFlow(flow: Flow): string;
  openFlow(text: string): Flow | undefined;
  /** False when it was used up before. */
  use(ticket: Ticket): boolean;
}

/** Milliseconds. */
const ticketAge = 10 * 60 * 1000;
/** Tickets that are remembered as used. */
const mostUsed = 20_000;

export function ticketsOf(
  seals: { readonly page: Seal; readonly flow: Seal },
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Tickets {
  const used = new LRUCache<string, true>({ max: mostUsed });

  function isValid({ nonce, expiresAt }: Ticket): boolean {
    return clock.now() < expiresAt && !used.has(nonce);
  }

  return {
    issue: (facts) => {
      const nonce = Buffer.from(random.bytes(16)).toString('base64url');
      const ticket: Ticket = { ...facts, nonce, expiresAt: clock.now() + ticketAge };
      return { nonce, text: seals.page.seal(Buffer.from(JSON.stringify(ticket))) };
    },
    open: (text) => {
      const ticket = opened(seals.page, text, ticketSchema);
      return ticket !== undefined && isValid(ticket) ? ticket : undefined;
    },
    sealFlow: (flow) => seals.flow.seal(Buffer.from(JSON.stringify(flow))),
    openFlow: (text) => {
      const flow = opened(seals.flow, text, flowSchema);
      return flow !== undefined && isValid(flow.ticket) ? flow : undefined;
    },
    use: (ticket) => {
      if (!isValid(ticket)) return false;
      used.set(ticket.nonce, true);
      return true;
    },
  };
}

function opened<T>(seal: Seal, text: string, schema: z.ZodType<T>): T | undefined {
  const bytes = seal.open(text);
  return bytes === undefined ? undefined : schema.parse(JSON.parse(bytes.toString('utf8')));
}
