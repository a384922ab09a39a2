import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Counts the bytes that servers of this process write to their sockets, framing and all. */
export function countSentBytes(): { total(): number; stop(): void } {
  const open = new Set<Socket>();
  let closed = 0;
  const seen = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    open.add(socket);
    socket.once('close', () => {
      closed += socket.bytesWritten;
      open.delete(socket);
    });
  };
  subscribe('net.server.socket', seen);
  return {
    total: () => [...open].reduce((sum, { bytesWritten }) => sum + bytesWritten, closed),
    stop: () => unsubscribe('net.server.socket', seen),
  };
}
