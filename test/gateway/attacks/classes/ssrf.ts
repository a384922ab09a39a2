import { contentReader } from '../../../../src/gateway/backends/content/read-content.ts';
import {
  type FetchOptions,
  type HttpBackends,
  httpBackends,
} from '../../../../src/gateway/backends/http-backends.ts';
import { silentLog, systemClock } from '../../../../src/kernel/index.ts';
import type { ResourceObject } from '../../../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { presentFrom } from '../../../support/present.ts';
import { silentMetrics } from '../../../support/silent-metrics.ts';
import { startGateway } from '../../mcp/support/gateway.ts';
import { rpc } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
  readonly backend: BackendServer;
  /** Names that were to be resolved, and origins that were to be asked; nobody is. */
  remote(url: string): Promise<string>;
}

/** A client that asks for a URI which the template of the backend's files could let through. */
function file(uri: string, expected = '200 -32002'): Attack<World> {
  return {
    what: `read ${uri}`,
    expected,
    attempt: async ({ url, backend }) => {
      const before = backend.seen.length;
      const sent = await rpc(url, { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri } });
      const asked = backend.seen.slice(before).map(({ target }) => target);
      return [outcomeOf(sent), ...asked].join(' | ');
    },
  };
}

/** A manifest whose content lies where only the machine of the gateway gets. */
function remote(url: string): Attack<World> {
  return { what: `content from ${url}`, expected: 'not asked', attempt: (world) => world.remote(url) };
}

const files: ResourceObject = {
  format: 'resource@1',
  uri: 'file:///docs/{+path}',
  name: 'docs',
  template: true,
  content: { from: 'backend' },
};

/** Backends that ask nobody outside: what they would have asked is told, when the name may be resolved at all. */
function askingNobody(real: HttpBackends, origin: string): { backends: HttpBackends; asked: string[] } {
  const asked: string[] = [];
  const fetch: HttpBackends['fetch'] = async (endpoint, request, options: FetchOptions) => {
    if (endpoint.origin === origin) return await real.fetch(endpoint, request, options);
    const { hostname } = new URL(endpoint.origin);
    const error = await new Promise<Error | null>((resolve) => {
      if (options.lookup === undefined) return resolve(null);
      options.lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }, (failure) => resolve(failure));
    });
    if (error === null) asked.push(endpoint.origin);
    return { kind: 'failed', text: 'nobody is asked', upstreamMs: 0 };
  };
  return { backends: { ...real, fetch }, asked };
}

export const ssrf = attackClass<World>({
  defences: [
    {
      file: 'backends/content/file-path.ts',
      from: 'const segments = path.slice(1)',
      to: 'return encodeLiteral(path + query); const segments = path.slice(1)',
    },
    {
      file: 'backends/content/file-path.ts',
      from: '(?:localhost)?(\\/[^?#]*)',
      to: '[^/]*(\\/[^?#]*)',
    },
    {
      file: 'backends/content/remote-url.ts',
      from: 'const parsed = ipaddr.process(address);',
      to: 'return false; const parsed = ipaddr.process(address);',
    },
    {
      file: 'backends/content/remote-url.ts',
      from: "url.protocol !== 'http:' && url.protocol !== 'https:'",
      to: 'false',
    },
  ],
  open: async () => {
    const backend = await startBackend((_, response) => void response.end('content'));
    const real = httpBackends({ log: silentLog, metrics: silentMetrics, clock: systemClock, version: '1' });
    const { backends, asked } = askingNobody(real, backend.origin);
    const read = contentReader({ backends, present: presentFrom({}), log: silentLog });
    const at = (endpoint: string) => ({ endpoint: `${endpoint}/api` });
    const gateway = await startGateway(
      [{ id: 'abcdefghijklmnop', name: 'orders', tools: [], resources: [files] }],
      {
        fetchContent: (surface, resource, context) =>
          read(
            { ...surface, exposition: { ...surface.exposition, backend: at(backend.origin) } },
            resource,
            context,
          ),
      },
    );
    const surface = gateway.surfaces.byId('abcdefghijklmnop');
    if (surface === undefined) throw new Error('no surface');
    const context = { signal: new AbortController().signal, headers: {}, remoteAddress: '' };
    return {
      url: gateway.url('/mcp/acme/orders'),
      backend,
      remote: async (url) => {
        asked.length = 0;
        const object: ResourceObject = {
          format: 'resource@1',
          uri: 'doc:a',
          name: 'a',
          content: { from: 'remote', url },
        };
        await read(surface, { uri: object.uri, object, variables: undefined }, context);
        return asked.length === 0 ? 'not asked' : asked.join(' ');
      },
      close: () => Promise.all([gateway.stop(), backend.close(), real.close(AbortSignal.abort())]),
    };
  },
  attacks: [
    file('file:///docs/../admin'),
    file('file:///docs/a/../../admin'),
    file('file:///docs/%2e%2e/admin'),
    file('file:///docs/.%2E/admin'),
    file('file:///docs/..%2fadmin'),
    file('file:///docs/..%5cadmin'),
    file('file:///docs/a%2f..%2f..%2fadmin'),
    file('file:///docs//evil.example/a'),
    { ...file('file://evil.example/docs/a'), notOurs: true },
    { ...file('http://169.254.169.254/docs/a'), notOurs: true },
    { ...file('file:///admin'), notOurs: true },
    remote('http://169.254.169.254/latest/meta-data/'),
    remote('http://[fe80::a9fe:a9fe]/latest/'),
    remote('http://2852039166/latest/'),
    remote('http://0xa9fea9fe/latest/'),
    remote('http://0251.0376.0251.0376/latest/'),
    remote('http://[::ffff:169.254.169.254]/latest/'),
    remote('http://[64:ff9b::a9fe:a9fe]/latest/'),
    remote('http://[2002:a9fe:a9fe::1]/latest/'),
    remote('http://[fd00:ec2::254]/latest/'),
    remote('http://100.100.100.200/latest/'),
    remote('http://168.63.129.16/machine/'),
    remote('http://0.0.0.0/'),
    remote('http://[::]/'),
    remote('http://255.255.255.255/'),
    remote('http://224.0.0.1/'),
    { ...remote('gopher://169.254.169.254/_GET'), notOurs: true },
    { ...remote('file:///etc/passwd'), notOurs: true },
  ],
});
