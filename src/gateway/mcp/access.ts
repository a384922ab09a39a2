import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Surface } from '../surface/surface.ts';

/** What the access check says of a caller. Its refusal is sent as it is: `WWW-Authenticate` belongs into `headers`. */
export type AccessDecision =
  | { readonly type: 'allowed' }
  | {
      readonly type: 'refused';
      readonly status: 400 | 401 | 403 | 429 | 503;
      readonly headers?: OutgoingHttpHeaders;
      readonly body?: string;
    };

/**
 * May the caller with these headers use this endpoint? Asked once per HTTP request, before its body is read. It
 * must not throw for anything that a caller can send.
 */
export type Access = (
  headers: IncomingHttpHeaders,
  surface: Surface,
) => AccessDecision | Promise<AccessDecision>;
