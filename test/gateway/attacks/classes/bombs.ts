import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { type HttpBackends, httpBackends } from '../../../../src/gateway/backends/http-backends.ts';
import { silentLog, systemClock } from '../../../../src/kernel/index.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { silentMetrics } from '../../../support/silent-metrics.ts';
import { startGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, send } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
  readonly backend: BackendServer;
  readonly backends: HttpBackends;
}

/** Bytes that an answer may have. */
const most = 100_000;
const large = Buffer.alloc(30_000_000, 'x');
const packed = {
  gzip: gzipSync(large),
  deflate: deflateSync(large),
  raw: deflateRawSync(large),
  br: brotliCompressSync(large),
};

/** Answers of a backend that unfold to much more than they are. */
const answers: Readonly<Record<string, { readonly encoding: string; readonly body: Buffer }>> = {
  gzip: { encoding: 'gzip', body: packed.gzip },
  'gzip by its old name': { encoding: 'X-GZIP', body: packed.gzip },
  deflate: { encoding: 'deflate', body: packed.deflate },
  'deflate without its head': { encoding: 'deflate', body: packed.raw },
  brotli: { encoding: 'br', body: packed.br },
  'gzip in gzip': { encoding: 'gzip, gzip', body: gzipSync(packed.gzip) },
  'brotli in gzip in gzip': { encoding: 'br, gzip, gzip', body: gzipSync(gzipSync(packed.br)) },
  'a small text in four layers': {
    encoding: 'gzip, gzip, gzip, gzip',
    body: gzipSync(gzipSync(gzipSync(gzipSync('x')))),
  },
};

function answer(what: string, expected: string): Attack<World> {
  return {
    what: `an answer in ${what}`,
    expected,
    attempt: async ({ backend, backends }) => {
      const path = `/${encodeURIComponent(what)}`;
      const request = { method: 'GET', path, headers: {}, body: undefined } as const;
      const fetched = await backends.fetch({ origin: backend.origin }, request, {
        maxResponseBytes: most,
        timeoutMs: 5000,
      });
      return 'kind' in fetched ? fetched.kind : `${fetched.content.length} bytes`;
    },
  };
}

const ping = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}');

/** A request that says that its body is packed. */
function request(encoding: string, body: Buffer): Attack<World> {
  return {
    what: `a request in ${encoding}`,
    expected: '415 -32600',
    attempt: async ({ url }) =>
      outcomeOf(await send(url, { headers: { ...acceptBoth, 'content-encoding': encoding }, body })),
  };
}

export const bombs = attackClass<World>({
  defences: [
    {
      file: 'backends/decode.ts',
      from: 'await decoder(content, { maxOutputLength: maxBytes })',
      to: 'await decoder(content, {})',
    },
    { file: 'backends/decode.ts', from: 'if (layers.length > maxLayers)', to: 'if (false)' },
    {
      file: 'mcp/http/media-types.ts',
      from: "if (encoding !== undefined && encoding !== 'identity')",
      to: 'if (false)',
    },
  ],
  open: async () => {
    const gateway = await startGateway([{ id: 'abcdefghijklmnop', name: 'orders', tools: [] }]);
    const backend = await startBackend(({ target }, response) => {
      const sent = answers[decodeURIComponent(target.slice(1))];
      response.writeHead(200, { 'content-encoding': sent?.encoding ?? 'identity' }).end(sent?.body);
    });
    const backends = httpBackends({
      log: silentLog,
      metrics: silentMetrics,
      clock: systemClock,
      version: '1',
    });
    return {
      url: gateway.url('/mcp/acme/orders'),
      backend,
      backends,
      close: () => Promise.all([gateway.stop(), backends.close(AbortSignal.abort()), backend.close()]),
    };
  },
  attacks: [
    ...Object.keys(answers)
      .filter((what) => !what.startsWith('a small'))
      .map((what) => answer(what, 'too_large')),
    answer('a small text in four layers', 'undecodable'),
    request('gzip', gzipSync(ping)),
    request('deflate', deflateSync(ping)),
    request('br', brotliCompressSync(ping)),
    request('gzip, gzip', gzipSync(gzipSync(ping))),
    request('identity, gzip', gzipSync(ping)),
    request('x-gzip', gzipSync(packed.gzip)),
  ],
});
