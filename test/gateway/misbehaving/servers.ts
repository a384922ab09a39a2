import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { listen } from '../../support/backend-server.ts';

/** What backends do wrong. */
export const misdeeds = ['hang', 'reset', 'fail', 'garbage', 'type', 'half', 'drip'] as const;
export type Misdeed = (typeof misdeeds)[number];

export interface BadServer {
  readonly origin: string;
  /** Connections that are open. */
  open(): number;
  close(): Promise<void>;
}

/** Milliseconds between two bytes of a backend that drips. */
const dripMs = 100;

/** Writes a byte now and then, for as long as anybody listens. */
function drip(write: (byte: string) => void, isGone: () => boolean): void {
  const timer = setInterval(() => {
    if (isGone()) clearInterval(timer);
    else write(' ');
  }, dripMs);
}

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length:';

const overHttp: Readonly<Record<Misdeed, (socket: Socket) => void>> = {
  hang: () => undefined,
  reset: (socket) => socket.resetAndDestroy(),
  fail: (socket) => socket.write('HTTP/1.1 500 No\r\ncontent-length: 4\r\n\r\nfail'),
  garbage: (socket) => socket.end('\0\x01 garbage\r\n\r\n\xff'),
  type: (socket) =>
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>hi</p>'),
  half: (socket) => {
    socket.write(`${json} 100\r\n\r\n{"half":`);
    setTimeout(() => socket.destroy(), 10);
  },
  drip: (socket) => {
    socket.write(`${json} 1000\r\n\r\n{`);
    drip(
      (byte) => socket.write(byte),
      () => socket.destroyed,
    );
  },
};

/** A server of HTTP and GraphQL that does what the last segment of a path, or the name of an operation, says. */
export async function badHttpServer(): Promise<BadServer> {
  return await badServer(
    createServer((socket) => {
      let text = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const [, name] = /"operationName":"(\w+)"/.exec(text) ?? /^GET \S*\/(\w+) HTTP/.exec(text) ?? [];
        const misdeed = misdeeds.find((each) => each === name);
        if (misdeed === undefined || !text.includes('\r\n\r\n')) return;
        text = '';
        overHttp[misdeed](socket);
      });
    }),
  );
}

const grpc = { ':status': 200, 'content-type': 'application/grpc+proto' };

const overGrpc: Readonly<Record<Misdeed, (stream: ServerHttp2Stream) => void>> = {
  hang: () => undefined,
  reset: (stream) => stream.session?.destroy(),
  fail: (stream) => stream.respond({ ':status': 500 }, { endStream: true }),
  garbage: (stream) => {
    stream.respond(grpc);
    stream.end(Buffer.from([0, 0, 0, 0, 3, 255, 255, 255]));
  },
  type: (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' });
    stream.end('<p>hi</p>');
  },
  half: (stream) => {
    stream.respond(grpc);
    stream.write(Buffer.from([0, 0, 0, 0, 100, 10]));
    setTimeout(() => stream.close(2), 10);
  },
  drip: (stream) => {
    stream.respond(grpc);
    stream.write(Buffer.from([0, 0, 0, 0, 200]));
    drip(
      (byte) => stream.write(byte),
      () => stream.destroyed,
    );
  },
};

/** A server of gRPC that does what the last segment of the path of a call says. */
export async function badGrpcServer(): Promise<BadServer> {
  const server = createHttp2();
  server.on('session', (session) => session.on('error', () => undefined));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const name = String(headers[':path']).split('/').at(-1)?.toLowerCase();
    const misdeed = misdeeds.find((each) => each === name);
    if (misdeed !== undefined) overGrpc[misdeed](stream);
  });
  return await badServer(server);
}

async function badServer(server: Server): Promise<BadServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    origin,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
