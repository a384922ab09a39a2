import { readFile } from 'node:fs/promises';
import {
  type CallOptions,
  ChannelCredentials,
  type ClientReadableStream,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import { messageOf, problem } from '../../kernel/index.ts';
import { withoutCredentials } from '../../source/index.ts';
import { type AdminClient, adminClient, problemOf, tlsChannel } from '../../wire/index.ts';
import { fileProblem } from '../file-problem.ts';
import { noServer, noToken, serverAddressInvalid, serverUnreachable } from '../problems.ts';
import { type Environment, readLogin } from './login-file.ts';
import { explainUnreachable } from './unreachable.ts';

/** Flags that name a control plane; every command that asks one has them. */
export interface ServerFlags {
  readonly server?: string;
  readonly token?: string;
  readonly ca?: string;
}

export interface ServerAddress {
  /** As a person writes it. */
  readonly text: string;
  readonly host: string;
  /** `host:port`. */
  readonly target: string;
  readonly plaintext: boolean;
}

/** A control plane that can be asked. */
export interface ServerConnection {
  readonly address: ServerAddress;
  /** Asks for one answer. */
  ask<Q, R>(call: Unary<Q, R>, request: Q): Promise<R>;
  /** Asks for a stream of answers; ends it when the signal aborts. */
  stream<Q, R>(call: Streaming<Q, R>, request: Q, signal?: AbortSignal): AsyncIterable<R>;
  readonly client: AdminClient;
  readonly metadata: Metadata;
  /** A failed call as the user's problem that it is. */
  problemOf(error: unknown): Error;
  close(): void;
}

type Unary<Q, R> = (
  client: AdminClient,
) => (
  request: Q,
  metadata: Metadata,
  options: Partial<CallOptions>,
  callback: (error: ServiceError | null, response: R) => void,
) => unknown;
type Streaming<Q, R> = (client: AdminClient) => (request: Q, metadata: Metadata) => ClientReadableStream<R>;

/** Finds out which control plane is meant: flags before the environment before the stored login. */
export async function connectToServer(flags: ServerFlags, env: Environment): Promise<ServerConnection> {
  const login = await readLogin(env);
  const server = flags.server ?? env['RESHAPR_SERVER'] ?? login?.server;
  if (server === undefined || server === '') throw problem(noServer, {});
  const address = parseServer(server);
  const stored = login?.server === server ? login : undefined;
  const token = flags.token ?? env['RESHAPR_TOKEN'] ?? stored?.token;
  if (token === undefined || token === '') throw problem(noToken, { server });
  const caFile = flags.ca ?? env['RESHAPR_SERVER_CA'];
  const ca = caFile === undefined ? stored?.ca : await readCa(caFile);
  return openConnection(address, token, ca);
}

/** Milliseconds that a control plane has for one answer. */
const patience = 30_000;

export function openConnection(
  address: ServerAddress,
  token: string,
  ca: string | undefined,
): ServerConnection {
  const channel = address.plaintext
    ? { credentials: ChannelCredentials.createInsecure(), options: {} }
    : tlsChannel(address.host, ca === undefined ? null : Buffer.from(ca));
  const client = adminClient(address.target, channel.credentials, {
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_reconnect_backoff_ms': 5_000,
    ...channel.options,
  });
  const metadata = new Metadata();
  metadata.set('authorization', `ApiToken ${token}`);

  function failure(error: unknown): Error {
    const known = problemOf(error);
    if (known !== undefined) return known;
    const details = (error as { details?: string }).details ?? messageOf(error);
    return problem(
      serverUnreachable,
      { server: address.text, ...explainUnreachable(details) },
      { cause: error },
    );
  }

  return {
    address,
    client,
    metadata,
    problemOf: failure,
    ask: <Q, R>(call: Unary<Q, R>, request: Q) =>
      new Promise<R>((resolve, reject) => {
        call(client).call(
          client,
          request,
          metadata,
          { deadline: Date.now() + patience },
          (error, response) => {
            if (error === null) resolve(response);
            else reject(failure(error));
          },
        );
      }),
    stream: async function* <Q, R>(call: Streaming<Q, R>, request: Q, signal?: AbortSignal) {
      const answers = call(client).call(client, request, metadata);
      const cancel = (): void => answers.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        for await (const answer of answers as AsyncIterable<R>) yield answer;
      } catch (error) {
        if (signal?.aborted !== true) throw failure(error);
      } finally {
        signal?.removeEventListener('abort', cancel);
        answers.cancel();
      }
    },
    close: () => client.close(),
  };
}

/** `https://host:port`, `http://host:port` or `host:port`; the port is 5555 when left out. */
export function parseServer(text: string): ServerAddress {
  const match = /^(?:(https?):\/\/)?(\[[0-9a-f:]+\]|[^:/[\]]+)(?::(\d{1,5}))?\/?$/i.exec(text.trim());
  if (match === null) throw problem(serverAddressInvalid, { server: withoutCredentials(text) });
  const [, scheme, host, port = '5555'] = match;
  const plaintext = scheme?.toLowerCase() === 'http';
  return { text, host: host ?? '', target: `${host}:${port}`, plaintext };
}

export async function readCa(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw fileProblem(file, error);
  }
}
