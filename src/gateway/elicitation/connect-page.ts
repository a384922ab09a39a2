import { createHash } from 'node:crypto';
import { Problem } from '../../kernel/index.ts';
import { requestToken } from '../credentials/request-token.ts';
import { authorizationUrl, cookieOf, newBrowser, setCookie } from './authorization.ts';
import type { Page } from './html.ts';
import { keep, type PageParts, wantedBy } from './page-parts.ts';
import { notGranted, notValid, whoAsks } from './page-texts.ts';
import { paths } from './paths.ts';

/** The way to another page. */
export interface Onward {
  readonly location: string;
  readonly cookie: string;
}

/** The page that says what a caller is about to allow, and leads on. */
export function showConnect(elicitationId: string, parts: PageParts): Page {
  const wanted = wantedBy(parts.tickets.open(elicitationId), parts);
  if (wanted?.grant.type !== 'authorizationCode') return notValid;
  const { service, organization } = wanted.surface.exposition;
  const { host } = new URL(wanted.grant.authorizationEndpoint);
  return {
    status: 200,
    title: `Access to ${service.name}`,
    texts: whoAsks(service.name, organization, wanted.ticket.subject),
    link: { href: `${paths.authorize}?elicitationId=${elicitationId}`, text: `Go on to ${host}` },
  };
}

/** Sends the browser to the authorization server, and knows it again by a cookie. */
export function authorize(elicitationId: string, origin: string, parts: PageParts): Page | Onward {
  const { tickets, random } = parts;
  const wanted = wantedBy(tickets.open(elicitationId), parts);
  if (wanted?.grant.type !== 'authorizationCode') return notValid;
  const browser = newBrowser(random);
  const verifier = Buffer.from(random.bytes(32)).toString('base64url');
  const redirectUri = `${origin}${paths.callback}`;
  const state = tickets.sealFlow({ ticket: wanted.ticket, verifier, browser: browser.hash, redirectUri });
  return {
    location: authorizationUrl(wanted.grant, { state, verifier, redirectUri }),
    cookie: setCookie(browser.value, origin.startsWith('https:')),
  };
}

/** Takes the code that the authorization server sent along (RFC 6749, 4.1.2), and gets the token for it. */
export async function takeCode(
  answer: URLSearchParams,
  cookies: string | undefined,
  parts: PageParts,
): Promise<Page> {
  const { tickets, ask, secrets, log } = parts;
  const flow = tickets.openFlow(answer.get('state') ?? '');
  const wanted = wantedBy(flow?.ticket, parts);
  if (flow === undefined || wanted?.grant.type !== 'authorizationCode') return notValid;
  // Whoever opens somebody else's callback did not begin the flow.
  const cookie = cookieOf(cookies);
  if (cookie === undefined || sha256(cookie) !== flow.browser) return notValid;
  const code = answer.get('code');
  if (code === null) return notGranted;
  const { credential, grant, surface } = wanted;
  // The scopes were asked for with the code.
  const { scopes: _, ...client } = grant.client;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: flow.redirectUri,
    code_verifier: flow.verifier,
  };
  try {
    const { organization } = surface.exposition;
    const clientSecret =
      client.secret === undefined ? undefined : await secrets.resolve(client.secret, organization);
    const issued = await requestToken(ask, { secret: credential.secret, client, clientSecret, form });
    return keep(wanted, issued.token, issued.lastsMs, parts);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn('credential unavailable', { endpoint: surface.id, code: error.code, reason: error.message });
    return notGranted;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
