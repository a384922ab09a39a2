import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { After } from './after.ts';
import { type CallFailure, failureOf, failures } from './failure.ts';
import type { BackendRequest } from './request/build-request.ts';

/** What the backend sent, its content still encoded. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** Milliseconds from now to the last byte, waiting for a connection included. */
  readonly timeoutMs: number;
  /** Bytes of the body as it is sent. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one request and collects its answer. Resolves at once when the time is over or the signal aborts; `onGone`
 * is called when the HTTP client too is done with the request, which may be later.
 */
export function exchange(
  dispatcher: Dispatcher,
  origin: string,
  request: BackendRequest,
  limits: ExchangeLimits,
  after: After,
  onGone: () => void,
): Promise<Answer | CallFailure> {
  const { timeoutMs, maxBytes, signal } = limits;
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let isSettled = false;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let size = 0;
    const chunks: Buffer[] = [];
    const onAbort = (): void => stop(failures.cancelled);

    function settle(result: Answer | CallFailure): void {
      if (isSettled) return;
      isSettled = true;
      forgetDeadline();
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
    }

    function stop(failure: CallFailure): void {
      settle(failure);
      controller?.abort(new Error(failure.kind));
    }

    signal?.addEventListener('abort', onAbort);
    const forgetDeadline = after(timeoutMs, () => stop(failures.timeout(timeoutMs)));
    const { method, path, body = null } = request;
    dispatcher.dispatch(
      { origin, method, path, headers: request.headers, body },
      {
        onRequestStart: (started) => {
          controller = started;
          if (isSettled) started.abort(new Error('settled'));
        },
        onResponseStart: (_, statusCode, received) => {
          status = statusCode;
          headers = received;
          if (method !== 'HEAD' && Number(received['content-length']) > maxBytes)
            stop(failures.tooLarge(maxBytes));
        },
        onResponseData: (_, chunk) => {
          if (isSettled) return;
          size += chunk.length;
          if (size > maxBytes) stop(failures.tooLarge(maxBytes));
          else chunks.push(chunk);
        },
        onResponseEnd: () => {
          onGone();
          settle({
            status,
            headers,
            body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
          });
        },
        onResponseError: (_, error) => {
          onGone();
          settle(status === 0 ? failureOf(error) : { ...failureOf(error), isBegun: true });
        },
      },
    );
  });
}
