import { STATUS_CODES } from 'node:http';
import { type Log, Problem } from '../../../kernel/index.ts';
import type { ExpositionObject } from '../../../snapshot/index.ts';
import { callerOf } from '../../calls/dispatch.ts';
import type { Present } from '../../credentials/presenter.ts';
import type { FetchContent } from '../../mcp/options.ts';
import type { FetchedContent } from '../../surface/fetched-content.ts';
import { isInputRequired } from '../../surface/input-required.ts';
import { headersForBackend } from '../header-policy.ts';
import type { HttpBackends } from '../http-backends.ts';
import { parseEndpoint } from '../request/endpoint.ts';
import { contentOf } from './content-of.ts';
import { filePath } from './file-path.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { type RemoteUrl, remoteUrl } from './remote-url.ts';

export interface ContentReaderParts {
  readonly backends: HttpBackends;
  readonly present: Present;
  readonly log: Log;
  /** Milliseconds for a read whose plan says nothing; 3000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of a content; 10 MiB by default. */
  readonly maxBytes?: number | undefined;
}

/**
 * Reads resources that are not in the manifest, with GET: `file:///path` from the backend of the endpoint, with its
 * credentials; `remoteContent` from its URL, with them only where its origin is that of the backend. Redirects are
 * not followed, and a client has no part in the URL of a remote content.
 */
export function contentReader(parts: ContentReaderParts): FetchContent {
  const { backends, present, log, maxBytes } = parts;

  return async ({ exposition, credential }, { uri, object, variables }, context) => {
    const { signal, headers, grant } = context;
    const { backend } = exposition;
    const { content } = object;
    const target =
      content?.from === 'remote'
        ? remoteUrl(content.url)
        : backendUrl(exposition, uri, variables && object.uri);
    if (target === undefined) return { type: 'missing' };
    const isBackend = target.origin === parseEndpoint(backend.endpoint).origin;
    const facts = { exposition: exposition.id, resource: object.uri };
    try {
      const caller = { grant, authorization: headers.authorization };
      const presented = isBackend ? await present({ exposition, credential, caller }) : { headers: {} };
      if (isInputRequired(presented)) return { type: 'failed', text: needsCredential };
      const forwarded = isBackend ? headersForBackend(exposition, callerOf(context)) : {};
      const fetched = await backends.fetch(
        target,
        { method: 'GET', path: target.path, headers: { accept: acceptOf(object.mimeType) }, body: undefined },
        {
          timeoutMs: backend.timeoutMs ?? parts.timeoutMs,
          maxResponseBytes: maxBytes,
          signal,
          lookup: isBackend ? undefined : guardedLookup,
          headers: { ...forwarded, ...presented.headers },
          tls: presented.tls,
          renew: presented.renew,
        },
      );
      if ('kind' in fetched) return { type: 'failed', text: fetched.text };
      return answered(fetched, object.mimeType);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn('credential unavailable', { ...facts, code: error.code, reason: error.message });
      return { type: 'failed', text: `${error.message}.` };
    }
  };
}

/** Only calls of tools can ask. */
const needsCredential =
  'The origin of the resource needs a credential of the user. Call a tool of this endpoint, which asks for it, and read again.';

function backendUrl({ backend }: ExpositionObject, uri: string, template?: string): RemoteUrl | undefined {
  const { origin, basePath } = parseEndpoint(backend.endpoint);
  const path = filePath(uri, template);
  return path === undefined ? undefined : { origin, path: basePath + path };
}

/** What a manifest declares is asked for first, and anything else taken. */
function acceptOf(mimeType: string | undefined): string {
  const type = mimeType?.split(';', 1)[0]?.trim();
  return type !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? `${type}, */*;q=0.5` : '*/*';
}

/** Declared media types count more than those of an answer, which are often those of any file. */
function answered(
  {
    status,
    headers,
    content,
    upstreamMs,
  }: Extract<Awaited<ReturnType<HttpBackends['fetch']>>, { readonly status: number }>,
  declared: string | undefined,
): FetchedContent {
  if (status === 404 || status === 410) return { type: 'missing' };
  if (status < 200 || status >= 300) {
    const line = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
    return { type: 'failed', text: `The origin of the resource answered ${line}.` };
  }
  const mimeType = headers['content-type'];
  return { type: 'content', mimeType, content: contentOf(content, declared ?? mimeType), upstreamMs };
}
