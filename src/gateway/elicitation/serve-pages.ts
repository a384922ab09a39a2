import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeBug } from '../mcp/call/describe-bug.ts';
import { authorize, type Onward, showConnect, takeCode } from './connect-page.ts';
import { showForm, takeForm } from './form-page.ts';
import { htmlOf, type Page } from './html.ts';
import type { PageParts } from './page-parts.ts';
import { notValid, wrongMethod } from './page-texts.ts';
import { paths } from './paths.ts';

/** Answers a request to one of the pages on which callers give credentials. Never rejects. */
export type ServePages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Outcome = Page | Onward;

export function pageServer(parts: PageParts): ServePages {
  const { log, hostGuard, originOf } = parts;

  function outcomeOf(request: IncomingMessage): Outcome | Promise<Outcome> {
    const origin = originOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const id = searchParams.get('elicitationId') ?? '';
    if (pathname === paths.complete)
      return request.method === 'POST' ? takeForm(request, parts) : wrongMethod;
    if (request.method !== 'GET') return wrongMethod;
    switch (pathname) {
      case paths.form:
        return showForm(id, parts);
      case paths.connect:
        return showConnect(id, parts);
      case paths.authorize:
        return authorize(id, origin, parts);
      case paths.callback:
        return takeCode(searchParams, request.headers.cookie, parts);
      default:
        return { ...notValid, status: 404 };
    }
  }

  return async (request, response) => {
    response.on('error', () => undefined);
    try {
      const isForeign = hostGuard(request.headers) !== undefined;
      write(response, isForeign ? { ...notValid, status: 403 } : await outcomeOf(request));
    } catch (error) {
      log.error('a page failed inside the gateway', describeBug(error));
      if (response.headersSent) response.destroy();
      else write(response, { ...notValid, status: 500 });
    }
  };
}

/** Nothing of these pages is kept, framed, or told to where they lead. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // With `no-referrer` a form would be sent with `Origin: null`.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function write(response: ServerResponse, outcome: Outcome): void {
  if ('location' in outcome) {
    const { location, cookie } = outcome;
    response.writeHead(303, { ...headers, location, 'set-cookie': cookie }).end();
    return;
  }
  const body = htmlOf(outcome);
  const type = { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  response.writeHead(outcome.status, { ...headers, ...type }).end(body);
}
