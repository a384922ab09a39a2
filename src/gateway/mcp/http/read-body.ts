import type { IncomingMessage } from 'node:http';
import type { BodyBudget } from './body-budget.ts';

/** What came of a body. `taken` are the bytes that its reading took from the budget: whoever is done gives them back. */
export type Body = { readonly taken: number } & (
  | { readonly type: 'read'; readonly bytes: Buffer }
  | { readonly type: 'too-large' }
  /** All bodies together are too large. */
  | { readonly type: 'no-room' }
  /** The client went away before its request was complete. */
  | { readonly type: 'gone' }
);

/** Reads a request body, and not one byte more than `limit`. Small ones need no budget. */
export function readBody(request: IncomingMessage, limit: number, budget?: BodyBudget): Promise<Body> {
  if (request.destroyed) return Promise.resolve({ type: 'gone', taken: 0 });
  if (Number(request.headers['content-length']) > limit)
    return Promise.resolve({ type: 'too-large', taken: 0 });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let taken = 0;
    const settle = (body: Body): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      if (taken + chunk.length > limit) return settle({ type: 'too-large', taken });
      if (budget?.take(chunk.length) === false) return settle({ type: 'no-room', taken });
      taken += chunk.length;
      chunks.push(chunk);
    };
    const onEnd = (): void => {
      const [only] = chunks;
      const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks, taken);
      settle({ type: 'read', bytes, taken });
    };
    const onGone = (): void => settle({ type: 'gone', taken });
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
