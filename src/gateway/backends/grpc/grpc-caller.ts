import { Metadata, status } from '@grpc/grpc-js';
import { type Clock, type Log, type Metrics, Problem } from '../../../kernel/index.ts';
import type {
  CredentialObject,
  DescriptorObject,
  ExpositionObject,
  ToolOf,
} from '../../../snapshot/index.ts';
import type { Caller, Present, Presented } from '../../credentials/presenter.ts';
import type { TlsIdentity } from '../../credentials/tls-identity.ts';
import type { CallResult } from '../../surface/call-result.ts';
import { type InputRequired, isInputRequired } from '../../surface/input-required.ts';
import { failures } from '../failure.ts';
import type { CallerFacts } from '../forwarding.ts';
import { headersForBackend, withHeadersOf } from '../header-policy.ts';
import { argumentsNotEncodable } from '../problems.ts';
import { isRepeatable } from '../repeatable.ts';
import type { ToolArguments } from '../request/arguments.ts';
import { failedResult, type Result } from '../result.ts';
import type { Again, Retries } from '../retries.ts';
import { type ChannelLimits, channelsOf } from './channels.ts';
import { collectAnswers } from './collect.ts';
import { type GrpcEndpoint, grpcEndpoint } from './endpoint.ts';
import { exchange } from './exchange.ts';
import { messagesOf } from './messages.ts';
import { addCredentials, headersOf, metadataOf } from './metadata.ts';
import { grpcMetrics } from './metrics.ts';
import { failureText, statusName } from './statuses.ts';

/** One `tools/call` of a gRPC tool. */
export interface GrpcToolCall {
  readonly exposition: ExpositionObject;
  readonly credential?: CredentialObject | undefined;
  /** Who calls, for credentials that belong to callers. */
  readonly of?: Caller | undefined;
  readonly tool: ToolOf<'grpc'>;
  /** The types of its messages. */
  readonly descriptor: DescriptorObject;
  /** Checked against the input schema by now. */
  readonly args: ToolArguments;
  readonly caller: CallerFacts;
  readonly signal?: AbortSignal | undefined;
  /** Hears of each message of a stream, as JSON, with its number from 1 on. */
  readonly onMessage?: ((count: number, json: string) => void) | undefined;
}

export interface GrpcCallerOptions {
  readonly present: Present;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Of this software, for `User-Agent`. */
  readonly version: string;
  /** Without it nothing is tried twice, whatever plans say. */
  readonly retries?: Retries | undefined;
  /** Milliseconds for a call whose plan says nothing; 3000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Messages of a stream that a result may hold; 1000 by default. */
  readonly maxMessages?: number | undefined;
  /** Bytes of all messages of a call, as JSON; 10 MiB by default. */
  readonly maxResultBytes?: number | undefined;
  readonly limits?: Partial<ChannelLimits>;
  /** Certificates (PEM) of authorities that are trusted besides those of Node. */
  readonly certificates?: readonly string[];
}

export interface GrpcCaller {
  call(call: GrpcToolCall): Promise<CallResult | InputRequired>;
  /** Refuses new calls; channels close when their calls are done. */
  close(): void;
}

const defaults = { backends: 256, calls: 1024, messageBytes: 10 * 1024 * 1024, idleMs: 60_000 };

/** Calls tools over gRPC. What goes wrong on the way is a result with `isError`. */
export function grpcCaller(options: GrpcCallerOptions): GrpcCaller {
  const { present, log, clock, maxMessages = 1000, maxResultBytes = 10 * 1024 * 1024 } = options;
  const channels = channelsOf(
    { ...defaults, ...options.limits },
    options.version,
    options.certificates ?? [],
  );
  const metrics = grpcMetrics(options.metrics);
  const endpoints = new WeakMap<ExpositionObject, GrpcEndpoint>();
  let isClosed = false;

  function endpointOf(exposition: ExpositionObject): GrpcEndpoint {
    const endpoint = endpoints.get(exposition) ?? grpcEndpoint(exposition.backend.endpoint);
    endpoints.set(exposition, endpoint);
    return endpoint;
  }

  function attempts(call: GrpcToolCall, message: Buffer, given: Given): Promise<Attempt> {
    const { exposition, tool, signal } = call;
    const { backend } = exposition;
    const timeoutMs = backend.timeoutMs ?? options.timeoutMs ?? 3000;
    const once = (ms: number): Promise<Attempt> => presenting(call, message, given, ms);
    if (options.retries === undefined) return once(timeoutMs);
    return options.retries({
      backend: endpointOf(exposition).address,
      policy: backend.retry,
      timeoutMs,
      signal,
      attempt: once,
      again: ({ isLost }) => (isLost && !isClosed && isRepeatable(tool) ? unavailable : undefined),
    });
  }

  /** Once, and once more when the backend does not take what it is presented and there is something newer. */
  async function presenting(
    call: GrpcToolCall,
    message: Buffer,
    { metadata, secret, presented }: Given,
    timeoutMs: number,
  ): Promise<Attempt> {
    const end = clock.now() + timeoutMs;
    const first = await attempt(call, message, metadata.clone(), timeoutMs, presented.tls);
    if (!first.isUnauthenticated || presented.renew === undefined) return first;
    const leftMs = Math.max(1, end - clock.now());
    const renewed = await presented.renew();
    if (renewed === undefined) return first;
    const again = metadata.clone();
    addCredentials(again, secret, renewed);
    return attempt(call, message, again, leftMs, presented.tls);
  }

  async function attempt(
    call: GrpcToolCall,
    message: Buffer,
    metadata: Metadata,
    timeoutMs: number,
    tls: TlsIdentity | undefined,
  ): Promise<Attempt> {
    const { exposition, tool, signal } = call;
    const endpoint = endpointOf(exposition);
    const lane = channels.begin(endpoint, tls);
    if (lane === undefined)
      return { result: failedResult(failures.busy), isLost: false, isUnauthenticated: false };
    const start = clock.now();
    metrics.began();
    const { decode } = messagesOf(call.descriptor);
    const answers = collectAnswers(
      tool.call,
      (bytes) => decode(tool.call.response, bytes),
      { maxMessages, maxResultBytes },
      call.onMessage,
    );
    const request = { path: tool.call.path, message, metadata, deadline: start + timeoutMs, signal };
    let received = new Metadata();
    let isBegun = false;
    const take = (bytes: Buffer): boolean => {
      isBegun = true;
      return answers.add(bytes);
    };
    const failure = await exchange(lane.client, request, tool.call.stream === true, take, (each) => {
      received = each;
    });
    lane.end();
    metrics.ended(failure?.code ?? status.OK, Math.max(0, clock.now() - start));
    const answered = (result: Result): Attempt => ({
      result: withHeadersOf(headersOf(received), result, exposition),
      isLost: failure?.code === status.UNAVAILABLE && !isBegun,
      isUnauthenticated: failure?.code === status.UNAUTHENTICATED && !isBegun,
    });
    if (failure === undefined) return answered(answers.result());
    if (failure.message === undefined && failure.code !== status.CANCELLED) {
      const facts = { address: endpoint.address, outcome: statusName(failure.code) };
      log.warn('call to gRPC backend failed', facts);
    }
    return answered(answers.failed(failureText(failure, timeoutMs)));
  }

  return {
    call: async (call) => {
      const { exposition, credential, of = {}, tool, descriptor, args, caller, signal } = call;
      if (isClosed) return { ...failedResult(failures.closed), upstreamMs: 0 };
      if (signal?.aborted) return { ...failedResult(failures.cancelled), upstreamMs: 0 };
      try {
        const json = tool.call.wholeArgument === true ? args['value'] : args;
        const message = messagesOf(descriptor).encode(tool.call.request, json);
        const metadata = metadataOf(headersForBackend(exposition, caller));
        const presented = await present({ exposition, credential, caller: of });
        if (isInputRequired(presented)) return presented;
        const secret = credential?.secret ?? exposition.backend.secret?.name ?? '';
        addCredentials(metadata, secret, presented.headers);
        const start = clock.now();
        const { result } = await attempts(call, message, { metadata, secret, presented });
        return { ...result, upstreamMs: Math.max(0, clock.now() - start) };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { code, message } = error;
        const facts = { exposition: exposition.id, tool: tool.name, code };
        // What the arguments hold is the client's, and stays out of logs.
        if (code === argumentsNotEncodable.code) log.debug('argument refused', facts);
        else log.warn('credential unavailable', { ...facts, reason: message });
        return { ...failedResult({ text: `${message.replace(/\.$/, '')}.` }), upstreamMs: 0 };
      }
    },
    close: () => {
      isClosed = true;
      channels.close();
    },
  };
}

interface Attempt {
  readonly result: Result;
  /** The backend was not there, before it sent any message. */
  readonly isLost: boolean;
  /** It did not take what it was presented. */
  readonly isUnauthenticated: boolean;
}

/** What goes along with the message of a call. */
interface Given {
  readonly metadata: Metadata;
  /** Name of the secret that is presented. */
  readonly secret: string;
  readonly presented: Presented;
}

const unavailable: Again = { reason: 'UNAVAILABLE' };
