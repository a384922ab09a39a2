import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createFileRegistry,
  type DescMessage,
  type DescMethod,
  type FileRegistry,
  fromBinary,
  fromJson,
  type JsonValue,
  type Message,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type StatusObject,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';

/**
 * Protobuf as others see it: files compiled by `buf`, messages read and written by `@bufbuild/protobuf`. Nothing of it
 * is used by the gateway.
 */
export interface ProtoOracle {
  /** The descriptor set that `buf` makes of the files. */
  readonly set: Uint8Array;
  readonly registry: FileRegistry;
  message(name: string): DescMessage;
  /** The ProtoJSON form of a ProtoJSON value, after a journey over the wire. Throws when it is none. */
  normalize(message: string, json: unknown): JsonValue;
}

/** Compiles files of protobuf text, by path. */
export function protoOracle(files: Readonly<Record<string, string>>): ProtoOracle {
  const set = buildSet(files);
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
  const message = (name: string): DescMessage => {
    const found = registry.getMessage(name);
    if (found === undefined) throw new Error(`no message ${name}`);
    return found;
  };
  return {
    set,
    registry,
    message,
    normalize: (name, json) => {
      const schema = message(name);
      const bytes = toBinary(schema, fromJson(schema, json as JsonValue, { registry }));
      return toJson(schema, fromBinary(schema, bytes), { registry });
    },
  };
}

function buildSet(files: Readonly<Record<string, string>>): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'reshapr-proto-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const buf = join('node_modules', '.bin', 'buf');
    return execFileSync(buf, ['build', folder, '-o', '-#format=binpb'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface OracleCall {
  readonly method: DescMethod;
  readonly request: Message;
  readonly call: ServerUnaryCall<Buffer, Buffer> | ServerWritableStream<Buffer, Buffer>;
}

export interface OracleBackend {
  readonly port: number;
  /** Calls that were cancelled by the other side. */
  readonly cancelled: number;
  stop(): Promise<void>;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** What a method gives: one message, or those of a stream, one after the other. */
export type Answer = (call: OracleCall) => Message | AsyncIterable<Message> | Promise<Message>;

/** A real gRPC server for every service of an oracle. What `answer` throws is the status. */
export async function startOracleBackend(
  oracle: ProtoOracle,
  answer: Answer,
  credentials = ServerCredentials.createInsecure(),
): Promise<OracleBackend> {
  const counts = { cancelled: 0 };
  const server = new Server();
  for (const file of oracle.registry.files)
    for (const service of file.services) {
      const handlers: UntypedServiceImplementation = {};
      for (const method of service.methods) {
        const decode = (bytes: Buffer): Message => fromBinary(method.input, bytes);
        const encode = (message: Message): Buffer => Buffer.from(toBinary(method.output, message));
        handlers[method.name] =
          method.methodKind === 'server_streaming'
            ? (call: ServerWritableStream<Buffer, Buffer>) => void stream(call)
            : (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) =>
                void unary(call, reply);

        async function stream(call: ServerWritableStream<Buffer, Buffer>): Promise<void> {
          call.on('cancelled', () => counts.cancelled++);
          try {
            const given = answer({ method, request: decode(call.request), call });
            for await (const message of given as AsyncIterable<Message>) {
              if (call.cancelled) return;
              if (!call.write(encode(message))) await new Promise((resolve) => call.once('drain', resolve));
            }
            call.end();
          } catch (error) {
            call.emit('error', error);
          }
        }

        async function unary(
          call: ServerUnaryCall<Buffer, Buffer>,
          reply: sendUnaryData<Buffer>,
        ): Promise<void> {
          call.on('cancelled', () => counts.cancelled++);
          try {
            const given = answer({ method, request: decode(call.request), call });
            reply(null, encode((await given) as Message));
          } catch (error) {
            reply(error as Partial<StatusObject>);
          }
        }
      }
      const definition = service.methods.map((method) => [
        method.name,
        {
          path: `/${service.typeName}/${method.name}`,
          requestStream: false,
          responseStream: method.methodKind === 'server_streaming',
          requestSerialize: asIs,
          requestDeserialize: asIs,
          responseSerialize: asIs,
          responseDeserialize: asIs,
        },
      ]);
      server.addService(Object.fromEntries(definition), handlers);
    }
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return {
    port,
    get cancelled() {
      return counts.cancelled;
    },
    stop: async () => server.forceShutdown(),
  };
}
