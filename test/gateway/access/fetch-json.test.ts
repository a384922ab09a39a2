import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type IssuerNetwork, issuerAsker } from '../../../src/gateway/access/keys/ask-issuer.ts';
import { jsonFetcher } from '../../../src/gateway/access/keys/fetch-json.ts';
import { type After, systemAfter } from '../../../src/gateway/backends/after.ts';
import { selfSignedCertificate } from '../../support/certificates.ts';

const direct: IssuerNetwork = { certificates: undefined, proxy: undefined, noProxy: undefined };

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const plain = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createPlain(listener))}`;

function fetcher(network: Partial<IssuerNetwork> = {}, after: After = systemAfter) {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  return jsonFetcher(issuerAsker({ ...direct, ...network }, { after, signal: closing.signal }));
}

describe('a document of an authorization server', () => {
  it('is read, without following redirects', async () => {
    const origin = await plain((request, response) => {
      if (request.url === '/keys?v=1') response.end('{"keys":[]}');
      else response.writeHead(302, { location: '/keys?v=1' }).end();
    });
    expect(await fetcher()(`${origin}/keys?v=1`)).toEqual({ keys: [] });
    await expect(fetcher()(`${origin}/moved`)).rejects.toThrow('status 302');
  });

  it.each<[string, RequestListener, string]>([
    ['is no JSON', (_, response) => response.end('<html>'), 'no JSON'],
    ['is too large', (_, response) => response.end(Buffer.alloc(600_000, ' ')), 'too_large'],
    [
      'never ends',
      (_, response) => {
        const more = (): void => void response.write(Buffer.alloc(65_536, ' '), () => setImmediate(more));
        response.on('close', () => response.destroy());
        more();
      },
      'too_large',
    ],
    [
      'breaks off',
      (_, response) =>
        void response.writeHead(200, { 'content-length': 9 }).write('{', () => response.destroy()),
      'reset',
    ],
    ['is refused', (_, response) => response.writeHead(500).end(), 'status 500'],
  ])('that %s is none', async (_, listener, why) => {
    await expect(fetcher()(`${await plain(listener)}/keys`)).rejects.toThrow(why);
  });

  it('that does not come in time is none', async () => {
    const origin = await plain(() => undefined);
    const atOnce: After = (_, act) => {
      const timer = setImmediate(act);
      return () => clearImmediate(timer);
    };
    await expect(fetcher({}, atOnce)(`${origin}/keys`)).rejects.toThrow('timeout');
  });

  it('is asked for under a private authority, when the gateway knows it', async () => {
    const { certificate, key } = await selfSignedCertificate('localhost');
    const server = createSecure({ cert: certificate, key }, (_, response) => response.end('{"keys":[]}'));
    const url = `https://localhost:${await listening(server)}/keys`;
    expect(await fetcher({ certificates: certificate })(url)).toEqual({ keys: [] });
    await expect(fetcher()(url)).rejects.toThrow('tls');
  });

  it('is asked for through a proxy, which only tunnels, unless the host needs none', async () => {
    const { certificate, key } = await selfSignedCertificate('login.internal');
    const server = createSecure({ cert: certificate, key }, (_, response) => response.end('{"keys":[]}'));
    const target = await listening(server);
    const asked: string[] = [];
    const proxy = createPlain();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const tunnel = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        tunnel.pipe(socket).pipe(tunnel);
      });
      tunnel.on('error', () => socket.destroy());
      socket.on('error', () => tunnel.destroy());
    });
    const through = `http://127.0.0.1:${await listening(proxy)}`;
    const url = 'https://login.internal/keys';
    expect(await fetcher({ certificates: certificate, proxy: through })(url)).toEqual({ keys: [] });
    expect(asked).toEqual(['login.internal:443']);
    await expect(
      fetcher({ certificates: certificate, proxy: through, noProxy: '.internal' })(url),
    ).rejects.toThrow('no answer');
    expect(asked).toEqual(['login.internal:443']);
  });
});
