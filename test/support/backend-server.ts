import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';

/** One request as it came in. */
export interface SeenRequest {
  readonly method: string;
  /** The request target, byte by byte. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body byte by byte. */
  readonly bytes: Buffer;
}

export interface BackendServer {
  readonly origin: string;
  readonly seen: readonly SeenRequest[];
  /** Connections that were ever made, and those that are open. */
  readonly connections: { readonly made: number; readonly open: number };
  /** Requests whose connection was gone before they were answered. */
  readonly abandoned: number;
  close(): Promise<void>;
}

export type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A real HTTP server on a free port of the loopback interface that keeps what it is sent. */
export async function startBackend(handler: Handler = answerNothing): Promise<BackendServer> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const counts = { made: 0, abandoned: 0 };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    response.on('close', () => {
      if (!response.writableFinished) counts.abandoned++;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const bytes = Buffer.concat(chunks);
      const one = { method, target: url, headers, body: bytes.toString('utf8'), bytes };
      seen.push(one);
      handler(one, response);
    });
  });
  server.on('connection', (socket) => {
    counts.made++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    origin,
    seen,
    connections: {
      get made() {
        return counts.made;
      },
      get open() {
        return sockets.size;
      },
    },
    get abandoned() {
      return counts.abandoned;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Listens on a free port of the loopback interface and returns it. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function answerNothing(_: SeenRequest, response: ServerResponse): void {
  response.writeHead(204).end();
}
