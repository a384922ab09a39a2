import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoBackend {
  readonly url: string;
  /** Paths of the requests, in the order they came. */
  readonly requests: string[];
  close(): void;
}

/** A backend that answers with what it got; `/slow/…` after two seconds. */
export async function echoBackend(): Promise<EchoBackend> {
  const requests: string[] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    requests.push(request.url ?? '');
    request.resume();
    const wait = request.url?.startsWith('/slow') ? 2_000 : 0;
    setTimeout(
      () =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ path: request.url })),
      wait,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
