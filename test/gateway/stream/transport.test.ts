import { createServer } from 'node:net';
import { credentials } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { type Connection, grpcTransport } from '../../../src/gateway/stream/transport.ts';
import { freePort } from '../../e2e/support/ports.ts';

it('gives each stream a connection of its own', async () => {
  const port = await freePort();
  let accepted = 0;
  let both: () => void = () => undefined;
  const seen = new Promise<void>((resolve) => {
    both = resolve;
  });
  const server = createServer((socket) => {
    accepted++;
    socket.on('error', () => undefined);
    if (accepted === 2) both();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const connect = grpcTransport(`127.0.0.1:${port}`, credentials.createInsecure(), 'token');
  const events = { onMessage: () => undefined, onClosed: () => undefined };
  const open: Connection[] = [connect(events), connect(events)];
  await seen;
  expect(accepted).toBe(2);
  for (const connection of open) connection.close();
  server.close();
});
