import { createServer, type Server, type Socket } from 'node:net';
import { ChannelCredentials } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { grpcTransport } from '../../../src/gateway/stream/transport.ts';
import { freePort } from '../../support/free-port.ts';

describe('transport', () => {
  it('leaves no connection behind for each attempt that failed', async () => {
    const port = await freePort();
    const { connect, stop } = grpcTransport(
      `127.0.0.1:${port}`,
      ChannelCredentials.createInsecure(),
      'acme-token',
    );
    for (let attempt = 0; attempt < 3; attempt++)
      await new Promise<string>((onClosed) => connect({ onMessage: () => undefined, onClosed }));

    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    await listen(server, port);
    await expect.poll(() => sockets.length, { timeout: 10_000 }).toBe(1);
    // A channel that was closed while it could not connect would still come now.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(sockets).toHaveLength(1);
    stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}
