import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly type: 'read'; readonly bytes: Buffer }
  | { readonly type: 'too-large' }
  /** The client went away before its request was complete. */
  | { readonly type: 'gone' };

/** Reads a request body, and not one byte more than `limit`. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (request.destroyed) return Promise.resolve({ type: 'gone' });
  if (Number(request.headers['content-length']) > limit) return Promise.resolve({ type: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (body: Body): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) settle({ type: 'too-large' });
      else chunks.push(chunk);
    };
    const onEnd = (): void => {
      const [only] = chunks;
      settle({ type: 'read', bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks, length) });
    };
    const onGone = (): void => settle({ type: 'gone' });
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
