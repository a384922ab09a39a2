import { rootCertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { messageOf } from '../../../kernel/index.ts';
import type { After } from '../../backends/after.ts';
import { exchange } from '../../backends/exchange.ts';

/** How the gateway reaches authorization servers; only it may be able to. */
export interface IssuerNetwork {
  /** PEM certificates of authorities that are trusted besides those of Node. */
  readonly certificates: string | undefined;
  /** URL of a proxy, and the hosts that need none, as in NO_PROXY. */
  readonly proxy: string | undefined;
  readonly noProxy: string | undefined;
}

/** Reads a JSON document; rejects with the reason, in words for the log, when there is none. */
export type FetchJson = (url: string) => Promise<unknown>;

/** Milliseconds for one document, and its bytes. */
const timeoutMs = 5_000;
const maxBytes = 512 * 1024;

/** A fetcher of the documents of authorization servers. No redirect is followed: the manifest says whom to trust. */
export function jsonFetcher(
  { certificates, proxy = '', noProxy = '' }: IssuerNetwork,
  { after, signal }: { readonly after: After; readonly signal: AbortSignal },
): FetchJson {
  const tls = certificates === undefined ? {} : { ca: [...rootCertificates, certificates] };
  let agent: Dispatcher | undefined;
  signal.addEventListener('abort', () => void agent?.destroy(), { once: true });

  return async (url) => {
    if (signal.aborted) throw new Error('the gateway stops');
    agent ??= new EnvHttpProxyAgent({
      httpProxy: proxy,
      httpsProxy: proxy,
      noProxy,
      connections: 2,
      connect: tls,
      requestTls: tls,
      proxyTls: tls,
    });
    const { origin, pathname, search } = new URL(url);
    const request = {
      method: 'GET',
      path: `${pathname}${search}`,
      headers: { accept: 'application/json' },
      body: undefined,
    } as const;
    const limits = { timeoutMs, maxBytes, signal };
    const answer = await exchange(agent, origin, request, limits, after, () => undefined);
    if ('kind' in answer)
      throw new Error(`no answer: ${answer.kind}${answer.code === undefined ? '' : ` (${answer.code})`}`);
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    try {
      return JSON.parse(answer.body.toString('utf8')) as unknown;
    } catch (error) {
      throw new Error(`no JSON: ${messageOf(error)}`, { cause: error });
    }
  };
}
