import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Log, Problem, type Random } from '../../kernel/index.ts';
import type { CredentialGrant, CredentialObject } from '../../snapshot/index.ts';
import type { AskIssuer } from '../access/keys/ask-issuer.ts';
import { hasControlCharacters } from '../backends/header-text.ts';
import { requestToken } from '../credentials/request-token.ts';
import type { HostGuard } from '../mcp/http/host-guard.ts';
import { readBody } from '../mcp/http/read-body.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import { authorizationUrl, cookieOf, newBrowser, setCookie } from './authorization.ts';
import { htmlOf, type Page } from './html.ts';
import { credentialKey, type KeptCredentials } from './kept-credentials.ts';
import { paths } from './paths.ts';
import type { Flow, Ticket, Tickets } from './tickets.ts';

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

/** Answers a request to one of the pages on which callers give credentials. Never rejects. */
export type ServePages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bytes of a form, and characters of the token in it. */
const maxForm = 32 * 1024;
const maxToken = 8 * 1024;

/** A page, or the way to another one. */
type Outcome = Page | { readonly location: string; readonly cookie: string };

export function pageServer(parts: PageParts): ServePages {
  const { tickets, kept, log, hostGuard } = parts;

  /** What a ticket is for, as it is now; undefined when that is no longer wanted. */
  function wantedBy(ticket: Ticket): Wanted | undefined {
    const surface = parts.surfaces.byId(ticket.surfaceId);
    const credential = surface?.credential;
    if (surface === undefined || credential?.grant === undefined) return undefined;
    if (credentialKey(surface.exposition, credential, ticket.owner) !== ticket.key) return undefined;
    return { surface, credential, grant: credential.grant };
  }

  function begun(url: URL): ({ readonly ticket: Ticket; readonly text: string } & Wanted) | undefined {
    const text = url.searchParams.get('elicitationId') ?? '';
    const ticket = tickets.open(text);
    const wanted = ticket && wantedBy(ticket);
    return wanted && { ticket, text, ...wanted };
  }

  function keep(ticket: Ticket, { surface, credential }: Wanted, token: string, lastsMs?: number): Page {
    if (!tickets.use(ticket)) return notValid;
    kept.put(ticket.key, token, lastsMs);
    log.info('a caller gave a credential', { endpoint: surface.id, secret: credential.secret });
    return done;
  }

  function showForm(url: URL): Page {
    const asked = begun(url);
    if (asked?.grant.type !== 'form') return notValid;
    return {
      status: 200,
      title: `A token for ${asked.surface.exposition.service.name}`,
      texts: whoAsks(asked),
      form: { action: paths.complete, elicitationId: asked.text },
    };
  }

  async function takeForm(request: IncomingMessage): Promise<Page> {
    const body = await readBody(request, maxForm);
    if (body.type !== 'read') return { ...notValid, status: 413 };
    const fields = new URLSearchParams(body.bytes.toString('utf8'));
    const ticket = tickets.open(fields.get('elicitationId') ?? '');
    const wanted = ticket && wantedBy(ticket);
    if (ticket === undefined || wanted?.grant.type !== 'form') return notValid;
    const token = (fields.get('token') ?? '').trim();
    if (token === '' || token.length > maxToken || hasControlCharacters(token)) return noToken;
    return keep(ticket, wanted, token);
  }

  function showConnect(url: URL): Page {
    const asked = begun(url);
    if (asked?.grant.type !== 'authorizationCode') return notValid;
    const { host } = new URL(asked.grant.authorizationEndpoint);
    return {
      status: 200,
      title: `Access to ${asked.surface.exposition.service.name}`,
      texts: whoAsks(asked),
      link: { href: `${paths.authorize}?elicitationId=${asked.text}`, text: `Go on to ${host}` },
    };
  }

  function authorize(url: URL, origin: string): Outcome {
    const asked = begun(url);
    if (asked?.grant.type !== 'authorizationCode') return notValid;
    const browser = newBrowser(parts.random);
    const verifier = Buffer.from(parts.random.bytes(32)).toString('base64url');
    const redirectUri = `${origin}${paths.callback}`;
    const flow: Flow = { ticket: asked.ticket, verifier, browser: browser.hash, redirectUri };
    const state = tickets.sealFlow(flow);
    return {
      location: authorizationUrl(asked.grant, { state, verifier, redirectUri }),
      cookie: setCookie(browser.value, origin.startsWith('https:')),
    };
  }

  async function takeCode(url: URL, request: IncomingMessage): Promise<Page> {
    const flow = tickets.openFlow(url.searchParams.get('state') ?? '');
    const wanted = flow && wantedBy(flow.ticket);
    if (flow === undefined || wanted?.grant.type !== 'authorizationCode') return notValid;
    // Whoever opens somebody else's callback did not begin the flow.
    const cookie = cookieOf(request.headers.cookie);
    if (cookie === undefined || sha256(cookie) !== flow.browser) return notValid;
    const code = url.searchParams.get('code');
    if (code === null) return refusedPage;
    const { credential, grant, surface } = wanted;
    const { scopes: _, ...client } = grant.client;
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: flow.redirectUri,
      code_verifier: flow.verifier,
    };
    try {
      const clientSecret =
        client.secret === undefined
          ? undefined
          : await parts.secrets.resolve(client.secret, surface.exposition.organization);
      const { token, lastsMs } = await requestToken(parts.ask, {
        ...{ secret: credential.secret, client, clientSecret, form },
      });
      return keep(flow.ticket, wanted, token, lastsMs);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn('credential unavailable', { endpoint: surface.id, code: error.code, reason: error.message });
      return refusedPage;
    }
  }

  async function outcomeOf(request: IncomingMessage): Promise<Outcome> {
    const origin = parts.originOf(request);
    const url = new URL(request.url ?? '/', origin);
    const isRead = request.method === 'GET';
    switch (url.pathname) {
      case paths.form:
        return isRead ? showForm(url) : wrongMethod;
      case paths.complete:
        return request.method === 'POST' ? takeForm(request) : wrongMethod;
      case paths.connect:
        return isRead ? showConnect(url) : wrongMethod;
      case paths.authorize:
        return isRead ? authorize(url, origin) : wrongMethod;
      case paths.callback:
        return isRead ? takeCode(url, request) : wrongMethod;
      default:
        return { ...notValid, status: 404 };
    }
  }

  return async (request, response) => {
    response.on('error', () => undefined);
    const foreign = hostGuard(request.headers);
    try {
      write(response, foreign === undefined ? await outcomeOf(request) : { ...notValid, status: 403 });
    } catch (error) {
      log.error('a page failed inside the gateway', {
        error: error instanceof Error ? error.name : 'unknown',
      });
      if (response.headersSent) response.destroy();
      else write(response, { ...notValid, status: 500 });
    }
  };
}

interface Wanted {
  readonly surface: Surface;
  readonly credential: CredentialObject;
  readonly grant: CredentialGrant;
}

/** The page cannot know who reads it, so it says for whom the credential would be used. */
function whoAsks({ ticket, surface }: { readonly ticket: Ticket; readonly surface: Surface }): string[] {
  const { service, organization } = surface.exposition;
  return [
    `The gateway of ${organization} asks for your own credential, to call ${service.name} for you.`,
    `It will be used for calls of ${ticket.subject}. If that is not you, or you did not just ask for it, close this page: somebody else would call ${service.name} in your name.`,
  ];
}

const notValid: Page = {
  status: 400,
  title: 'This page is not valid any more',
  texts: ['It was used, is too old, or began in another browser. Call the tool once more to be asked again.'],
};
const noToken: Page = {
  status: 400,
  title: 'This is no token',
  texts: ['A token is one line without control characters. Go back and try again.'],
};
const refusedPage: Page = {
  status: 400,
  title: 'Access was not given',
  texts: ['The authorization server gave no token. Call the tool once more to be asked again.'],
};
const wrongMethod: Page = { status: 405, title: 'Method not allowed', texts: [] };
const done: Page = {
  status: 200,
  title: 'Thank you',
  texts: ['The gateway has your credential. Close this page, and go on where you were asked for it.'],
};

/** Nothing of these pages is kept, framed, or told to where they lead. */
const pageHeaders = {
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
    response.writeHead(303, { ...pageHeaders, location, 'set-cookie': cookie }).end();
    return;
  }
  const body = htmlOf(outcome);
  const length = Buffer.byteLength(body);
  response
    .writeHead(outcome.status, {
      ...pageHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-length': length,
    })
    .end(body);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
