import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Clock, Log } from '../../kernel/index.ts';
import {
  type ConnectRequest,
  decodeToControl,
  encodeResponse,
  encodeToGateway,
  type Hello,
  type RefuseReason,
  type Welcome,
} from '../../wire/index.ts';
import type { Token } from '../state/state.ts';
import type { TokenDesk } from '../tokens/desk.ts';
import type { Fleet, Grant, StreamHandle } from './fleet.ts';
import { helloLimiter } from './hello-limiter.ts';
import { type EncodePut, outgoingTo } from './outgoing.ts';

export interface SnapshotHandlerOptions {
  readonly fleet: Fleet;
  readonly tokens: TokenDesk;
  readonly encodePut: EncodePut;
  /** Answers a Hello that only asks. */
  check(hello: Hello, token: Token): Promise<Welcome>;
  readonly clock: Clock;
  readonly log: Log;
}

type GatewayCall = ServerDuplexStream<ConnectRequest, Buffer>;

/** Milliseconds that a stream may take to say Hello: until then nobody knows whose it is. */
const patience = 10_000;

/** Answers `SnapshotService.Connect`: checks the token, then hands messages to the fleet. */
export function snapshotHandler(options: SnapshotHandlerOptions): (call: GatewayCall) => void {
  const { fleet, tokens, clock, log } = options;
  const limiter = helloLimiter(clock);
  let streams = 0;

  return (call) => {
    const stream: StreamHandle = {
      id: ++streams,
      outgoing: outgoingTo(call, options.encodePut, (error) => {
        log.warn('a stream to a gateway is given up', { stream: stream.id, error });
        call.destroy();
      }),
    };
    let greeted = false;
    const over = new AbortController();
    void clock.sleep(patience, over.signal).then(() => {
      if (!greeted && !over.signal.aborted) refuse('protocol', 'no Hello came');
    });

    function refuse(reason: RefuseReason, message: string): void {
      log.warn('a gateway is refused', { reason, peer: call.getPeer() });
      stream.outgoing.send(encodeResponse(encodeToGateway({ type: 'refuse', reason, message })));
      stream.outgoing.end();
    }

    function onHello(hello: Hello): void {
      const presented = tokens.present(call.metadata.get('authorization')[0]);
      const fault = presented.type === 'valid' ? faultOf(hello, presented.token) : undefined;
      if (presented.type !== 'valid') return refuse(presented.type, presented.message);
      if (fault !== undefined) return refuse('not-allowed', fault);
      // Only those who may come in take a place from others who may.
      const wait = limiter.admit();
      if (wait > 0) sendAway(wait);
      else if (hello.check) void answerCheck(hello, presented.token);
      else register(hello, presented.token);
    }

    /** Says what the gateway would get, and leaves everything as it is. */
    async function answerCheck(hello: Hello, token: Token): Promise<void> {
      try {
        const welcome = await options.check(hello, token);
        stream.outgoing.send(encodeResponse(encodeToGateway(welcome)));
        stream.outgoing.end();
      } catch (error) {
        log.error('a check could not be answered', { gateway: hello.gatewayId, error });
        call.destroy();
      }
    }

    function sendAway(retryAfterMs: number): void {
      stream.outgoing.send(
        encodeResponse(encodeToGateway({ type: 'goodbye', reason: 'busy', retryAfterMs })),
      );
      stream.outgoing.end();
    }

    function register(hello: Hello, { organization, id, gatewayIds, groups }: Token): void {
      tokens.used(id, hello.gatewayId);
      const grant: Grant = { organization, tokenId: id, gatewayIds, groups };
      fleet.hello(stream, grant, hello).catch((error: unknown) => {
        log.error('a gateway could not be registered', { gateway: hello.gatewayId, error });
        call.destroy();
      });
    }

    call.on('data', (request: ConnectRequest) => {
      const message = decodeToControl(request);
      if (message === undefined) {
        // A newer gateway may say more than this version understands; only the first message must be known.
        if (!greeted) refuse('protocol', 'the first message must be Hello');
        else log.debug('a message of an unknown kind is passed over', { stream: stream.id });
        return;
      }
      if (message.type === 'hello' && !greeted) {
        greeted = true;
        over.abort('over');
        onHello(message);
      } else if (message.type === 'hello' || !greeted) refuse('protocol', 'Hello comes first, and once');
      else fleet.message(stream, message);
    });
    function closed(): void {
      over.abort('over');
      fleet.closed(stream);
    }
    call.on('end', () => {
      closed();
      call.end();
    });
    call.on('error', closed);
    call.on('cancelled', closed);
  };
}

function faultOf(
  hello: Hello,
  token: { role: string; gatewayIds?: readonly string[] | undefined },
): string | undefined {
  if (token.role !== 'gateway') return `a token with the role ${token.role} opens no stream`;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/.test(hello.gatewayId)) return 'this gateway id is not allowed';
  if (token.gatewayIds !== undefined && !token.gatewayIds.includes(hello.gatewayId))
    return `the token is not for the gateway id '${hello.gatewayId}'`;
  return undefined;
}
