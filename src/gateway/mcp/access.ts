import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Client } from '../client/client.ts';
import type { Surface } from '../surface/surface.ts';

/** What the access check says of a caller. Its refusal is sent as it is: `WWW-Authenticate` belongs into `headers`. */
export type AccessDecision =
  /** Without a grant nobody knows who the caller is; no token was asked for. */
  | { readonly type: 'allowed'; readonly grant?: Grant }
  | {
      readonly type: 'refused';
      readonly status: 400 | 401 | 403 | 429 | 503;
      readonly headers?: OutgoingHttpHeaders;
      readonly body?: string;
      /** For the record; one of reShapr's audit reasons. */
      readonly reason?: string;
    };

/** What the token of a caller allows them here. */
export interface Grant {
  /** Names the caller, the same at every gateway, without saying who it is. What one opens is closed to all others. */
  readonly owner: string;
  readonly issuer: string;
  /** The subject of the token: for audit events and for the caller's own eyes, never for a log. */
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The `WWW-Authenticate` that asks for these scopes besides those that the caller has (step-up). */
  demand(scopes: readonly string[]): OutgoingHttpHeaders;
  /** `https://<host>` under which the caller knows the gateway. */
  origin(): string;
}

export interface AccessRequest {
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, without its query: no credential is ever taken from there. */
  readonly path: string;
  /** Who asks, by which name; as the headers say when left out. */
  readonly client?: Client | undefined;
}

/**
 * May whoever sent this request use this endpoint? Asked once per HTTP request, before its body is read. It must not
 * throw for anything that a caller can send.
 */
export type Access = (request: AccessRequest, surface: Surface) => AccessDecision | Promise<AccessDecision>;
