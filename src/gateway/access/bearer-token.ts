import type { IncomingHttpHeaders } from 'node:http';

/** What stands in `Authorization`, and nowhere else: URLs are logged and kept (RFC 6750, 5.3). */
export type Presented =
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'none' }
  | { readonly type: 'malformed' };

export function presentedToken({ authorization }: IncomingHttpHeaders): Presented {
  if (authorization === undefined || !/^Bearer(\s|$)/i.test(authorization)) return { type: 'none' };
  const [, token] = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization) ?? [];
  return token === undefined ? { type: 'malformed' } : { type: 'token', token };
}
