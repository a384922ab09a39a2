import { rootCertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { After } from '../../backends/after.ts';
import { type Answer, exchange } from '../../backends/exchange.ts';

/** How the gateway reaches authorization servers; only it may be able to. */
export interface IssuerNetwork {
  /** PEM certificates of authorities that are trusted besides those of Node. */
  readonly certificates: string | undefined;
  /** URL of a proxy, and the hosts that need none, as in NO_PROXY. */
  readonly proxy: string | undefined;
  readonly noProxy: string | undefined;
}

export interface IssuerQuestion {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks an authorization server; rejects with the reason, in words for the log, when there is no answer. */
export type AskIssuer = (url: string, question: IssuerQuestion) => Promise<Answer>;

/** Milliseconds for one answer, and its bytes. */
const timeoutMs = 5_000;
const maxBytes = 512 * 1024;

/** The way to authorization servers. No redirect is followed: the manifest says whom to trust. */
export function issuerAsker(
  { certificates, proxy = '', noProxy = '' }: IssuerNetwork,
  { after, signal }: { readonly after: After; readonly signal: AbortSignal },
): AskIssuer {
  const tls = certificates === undefined ? {} : { ca: [...rootCertificates, certificates] };
  let agent: Dispatcher | undefined;
  signal.addEventListener('abort', () => void agent?.destroy(), { once: true });

  return async (url, { method, headers, body }) => {
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
    const request = { method, path: `${pathname}${search}`, headers, body };
    const limits = { timeoutMs, maxBytes, signal };
    const answer = await exchange(agent, origin, request, limits, after, () => undefined);
    if ('kind' in answer)
      throw new Error(`no answer: ${answer.kind}${answer.code === undefined ? '' : ` (${answer.code})`}`);
    return answer;
  };
}
