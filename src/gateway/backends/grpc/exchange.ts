import { type CallOptions, type Client, type Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { GrpcFailure } from './statuses.ts';

/** One call as it goes out. */
export interface GrpcRequest {
  readonly path: string;
  readonly message: Buffer;
  readonly metadata: Metadata;
  /** Milliseconds since 1970 after which it is over. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/**
 * Makes one call and hands over the backend's metadata and each message as they come; `onMessage` says whether it
 * wants another one. Resolves when all is over: undefined when the backend's status was OK, or no further message was wanted.
 */
export function exchange(
  client: Client,
  request: GrpcRequest,
  isStream: boolean,
  onMessage: (bytes: Buffer) => boolean,
  onMetadata: (metadata: Metadata) => void,
): Promise<GrpcFailure | undefined> {
  const { path, message, metadata, deadline, signal } = request;
  const options: CallOptions = { deadline: new Date(deadline) };
  return new Promise((resolve) => {
    let answered = false;
    let enough = false;
    let foreign: string | undefined;

    const settle = (error?: ServiceError): void => {
      signal?.removeEventListener('abort', cancel);
      if (foreign !== undefined)
        return resolve({ code: status.UNKNOWN, message: `Received content-type ${foreign}` });
      resolve(
        error === undefined || enough ? undefined : failureOf(error, answered, signal?.aborted === true),
      );
    };
    const call = isStream
      ? client.makeServerStreamRequest(path, asIs, asIs, message, metadata, options)
      : client.makeUnaryRequest(path, asIs, asIs, message, metadata, options, (error, bytes) => {
          if (error === null && bytes !== undefined) onMessage(bytes);
          settle(error ?? undefined);
        });
    const cancel = (): void => call.cancel();
    call.on('metadata', (received: Metadata) => {
      answered = true;
      foreign = foreignType(received);
      if (foreign === undefined) onMetadata(received);
      else call.cancel();
    });
    if ('read' in call) {
      call.on('data', (bytes: Buffer) => {
        if (enough) return;
        enough = !onMessage(bytes);
        if (enough) call.cancel();
      });
      call.on('error', (error: ServiceError) => settle(error));
      call.on('end', () => settle());
    }
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel);
  });
}

/** The media type of an answer that says it is no gRPC, as the page of a proxy does: its bytes are no messages. */
function foreignType(received: Metadata): string | undefined {
  const [type] = received.get('content-type');
  return type === undefined || /^application\/grpc(?![\w-])/i.test(String(type)) ? undefined : String(type);
}

/** What grpc-js itself says when a call ends that the backend had begun to answer. */
const ownDetails =
  /^(Deadline exceeded|Call cancelled|Cancelled |Channel closed|Connection dropped|Received RST_STREAM|Received message|Received compressed|Stream refused|Bandwidth exhausted|Protocol not secure|No status information|No message received|Too many responses|Write |Error )/;

/**
 * A status of the backend has its words; one of our own side may name hosts and addresses, so it has none. A backend
 * that answered sent headers, with the messages or with the status.
 */
function failureOf(error: ServiceError, answered: boolean, aborted: boolean): GrpcFailure {
  if (aborted) return { code: status.CANCELLED, message: undefined };
  const { code, details, metadata } = error;
  if (/^Received HTTP status code \d+$/.test(details)) return { code, message: details };
  const isTheirs = answered || Object.keys(metadata?.getMap() ?? {}).length > 0;
  return { code, message: isTheirs && !ownDetails.test(details) ? details : undefined };
}
