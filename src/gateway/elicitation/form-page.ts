import type { IncomingMessage } from 'node:http';
import { hasControlCharacters } from '../backends/header-text.ts';
import { readBody } from '../mcp/http/read-body.ts';
import type { Page } from './html.ts';
import { keep, type PageParts, wantedBy } from './page-parts.ts';
import { noToken, notValid, whoAsks } from './page-texts.ts';
import { paths } from './paths.ts';

/** Bytes of a form, and characters of the token in it. */
const maxForm = 32 * 1024;
const maxToken = 8 * 1024;

/** The page on which a caller types a token. */
export function showForm(elicitationId: string, parts: PageParts): Page {
  const wanted = wantedBy(parts.tickets.open(elicitationId), parts);
  if (wanted?.grant.type !== 'form') return notValid;
  const { service, organization } = wanted.surface.exposition;
  return {
    status: 200,
    title: `A token for ${service.name}`,
    texts: whoAsks(service.name, organization, wanted.ticket.subject),
    form: { action: paths.complete, elicitationId },
  };
}

/** Takes what was typed. */
export async function takeForm(request: IncomingMessage, parts: PageParts): Promise<Page> {
  const body = await readBody(request, maxForm);
  if (body.type !== 'read') return { ...notValid, status: 413 };
  const fields = new URLSearchParams(body.bytes.toString('utf8'));
  const wanted = wantedBy(parts.tickets.open(fields.get('elicitationId') ?? ''), parts);
  if (wanted?.grant.type !== 'form') return notValid;
  const token = (fields.get('token') ?? '').trim();
  if (token === '' || token.length > maxToken || hasControlCharacters(token)) return noToken;
  return keep(wanted, token, undefined, parts);
}
