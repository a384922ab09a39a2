import type { Clock, Random } from '../../../kernel/index.ts';
import type { Session } from './session-id.ts';

/** A client's answer to a request of the gateway: its `result`; undefined when it answered with an error. */
export interface ClientReply {
  readonly result: unknown;
}

/** Requests to clients that wait for their answers, which come as messages of their own to this gateway. */
export interface Questions {
  /** Sends a request with a fresh id: `unsent` when `send` says so, `unanswered` after `waitMs` or an abort. */
  ask(
    session: Session,
    send: (message: object) => boolean,
    request: object,
    signal: AbortSignal,
  ): Promise<ClientReply | 'unsent' | 'unanswered'>;
  /** Takes an answer; false when nobody waits for it here, in this session. */
  answer(session: Session, id: string | number, reply: ClientReply): boolean;
}

/** Each waits in a call in flight, so there are no more of them than of those. */
export function questions(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  waitMs: number,
): Questions {
  const waiting = new Map<string, (reply: ClientReply) => void>();
  const keyOf = (session: Session, id: string | number): string => `${session.key} ${id}`;

  return {
    async ask(session, send, request, signal) {
      const id = Buffer.from(random.bytes(16)).toString('base64url');
      const key = keyOf(session, id);
      const done = new AbortController();
      const reply = new Promise<ClientReply>((resolve) => waiting.set(key, resolve));
      const timeout = clock.sleep(waitMs, AbortSignal.any([signal, done.signal]));
      try {
        if (!send({ id, ...request })) return 'unsent';
        return await Promise.race([reply, timeout.then(() => 'unanswered' as const)]);
      } finally {
        waiting.delete(key);
        done.abort();
      }
    },
    answer(session, id, reply) {
      const resolve = waiting.get(keyOf(session, id));
      resolve?.(reply);
      return resolve !== undefined;
    },
  };
}
