import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoBackend {
  readonly url: string;
  /** Paths of the requests, in the order they came. */
  readonly requests: string[];
  /** Answers what is held, and holds nothing any more. */
  release(): void;
  close(): void;
}

/** A backend that answers with what it got; `/slow/…` after two seconds, `/held/…` when it is released. */
export async function echoBackend(): Promise<EchoBackend> {
  const requests: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(request.url ?? '');
    request.resume();
    if (request.url?.startsWith('/slow')) await new Promise((resolve) => setTimeout(resolve, 2_000));
    if (request.url?.startsWith('/held')) await released;
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ path: request.url }));
  }
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    release,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
