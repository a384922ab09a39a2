import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { type Log, messageOf, problem } from '../kernel/index.ts';
import { adminService, snapshotService } from '../wire/index.ts';
import { adminHandlers } from './admin/service.ts';
import type { ControlPlane } from './control-plane.ts';
import { checkAnswer } from './fleet/check-answer.ts';
import { encodedObjects } from './fleet/encoded-objects.ts';
import { snapshotHandler } from './fleet/snapshot-handler.ts';
import { cannotListen, tlsUnusable } from './problems.ts';
import type { ServerTls } from './tls/local-ca.ts';

export interface GrpcServer {
  /** The port that is really used, where 0 was asked for. */
  readonly port: number;
  /** Says goodbye to every gateway, then closes. */
  close(): Promise<void>;
}

/** Bytes of one message that either side may send. */
const messageLimit = 4 * 1024 * 1024;

/** Milliseconds after which gateways that were told goodbye come back. */
const comeBackAfter = 2_000;

/** Opens the gRPC port: the stream for gateways and the admin service for the command line. */
export async function openGrpcServer(
  plane: ControlPlane,
  listen: { readonly host: string; readonly port: number; readonly tls: ServerTls | undefined },
  log: Log,
): Promise<GrpcServer> {
  const server = new Server({
    'grpc.max_receive_message_length': messageLimit,
    'grpc.keepalive_time_ms': 20_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.max_concurrent_streams': 100,
    // Nobody asks for it, and it keeps a record of each of thousands of connections.
    'grpc.enable_channelz': 0,
  });
  const { fleet, tokens, clock } = plane;
  const encodePut = encodedObjects(plane.store);
  const check = checkAnswer(plane);
  const connect = snapshotHandler({ fleet, tokens, encodePut, check, clock, log });
  server.addService(snapshotService, { connect });
  server.addService(adminService, { ...adminHandlers(plane, log) });
  const port = await bind(server, listen);
  return {
    port,
    close: async () => {
      fleet.goodbye('the control plane goes down', comeBackAfter);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          server.forceShutdown();
          resolve();
        }, 1_000);
        server.tryShutdown(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

async function bind(
  server: Server,
  { host, port, tls }: { host: string; port: number; tls: ServerTls | undefined },
): Promise<number> {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [
          { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
        ]);
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(problem(cannotListen, { address, why: whyNotBound(messageOf(error)) }, { cause: error }));
    });
  });
}

/** gRPC puts what the system said into brackets behind words of its own. */
function whyNotBound(text: string): string {
  return /errors: \[(.*)\]/.exec(text)?.[1] ?? text;
}

/** Reads a certificate and its key that the operator brought. */
export async function readTls(certificateFile: string, keyFile: string): Promise<ServerTls> {
  const read = (file: string): Promise<string> =>
    readFile(file, 'utf8').catch((error: unknown) => {
      throw problem(tlsUnusable, { file, why: messageOf(error) });
    });
  const tls = { certificate: await read(certificateFile), key: await read(keyFile) };
  try {
    createSecureContext({ cert: tls.certificate, key: tls.key });
  } catch (error) {
    const file = `${certificateFile} with ${keyFile}`;
    throw problem(tlsUnusable, { file, why: messageOf(error) }, { cause: error });
  }
  return tls;
}
