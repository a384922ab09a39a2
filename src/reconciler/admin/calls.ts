import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { type Log, Problem } from '../../kernel/index.ts';
import { problemStatus } from '../../wire/index.ts';
import type { Token } from '../state/state.ts';
import type { Role } from '../store/records.ts';
import type { TokenDesk } from '../tokens/desk.ts';
import { authorize } from './authorize.ts';
import { roleNeeded, tokenRefused } from './problems.ts';

/** Makes gRPC handlers of plain functions: checks the role, and turns problems into statuses. */
export interface Calls {
  unary<Q, R>(role: Role, answer: (request: Q, token: Token) => R | Promise<R>): handleUnaryCall<Q, R>;
  /** `signal` aborts when the caller goes away. */
  streaming<Q, R>(
    role: Role,
    answer: (request: Q, token: Token, signal: AbortSignal) => AsyncIterable<R>,
  ): handleServerStreamingCall<Q, R>;
  token(metadata: Metadata, role: Role): Token;
  statusOf(error: unknown): ReturnType<typeof problemStatus> | { code: status; details: string };
}

export function callsOf(tokens: TokenDesk, log: Log): Calls {
  function statusOf(error: unknown): ReturnType<Calls['statusOf']> {
    if (error instanceof Problem) {
      const code =
        error.code === tokenRefused.code
          ? status.UNAUTHENTICATED
          : error.code === roleNeeded.code
            ? status.PERMISSION_DENIED
            : status.FAILED_PRECONDITION;
      return problemStatus(error, code);
    }
    log.error('an admin call failed', { error });
    return { code: status.INTERNAL, details: 'the control plane failed; its log says how' };
  }

  async function stream<R>(answers: AsyncIterable<R>, call: ServerWritableStream<unknown, R>): Promise<void> {
    for await (const answer of answers) {
      if (call.cancelled) return;
      if (!call.write(answer))
        await new Promise((resolve) => call.once('drain', resolve).once('cancelled', resolve));
    }
    call.end();
  }

  return {
    token: (metadata, role) => authorize(metadata, role, tokens),
    statusOf,
    unary: (role, answer) => (call, callback) => {
      Promise.resolve()
        .then(() => answer(call.request, authorize(call.metadata, role, tokens)))
        .then(
          (value) => callback(null, value),
          (error: unknown) => callback(statusOf(error)),
        );
    },
    streaming: (role, answer) => (call) => {
      const gone = new AbortController();
      call.on('cancelled', () => gone.abort());
      call.on('error', () => gone.abort());
      Promise.resolve()
        .then(() => stream(answer(call.request, authorize(call.metadata, role, tokens), gone.signal), call))
        .catch((error: unknown) => call.emit('error', statusOf(error)));
    },
  };
}
