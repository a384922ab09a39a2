import { readFileSync } from 'node:fs';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { adminService } from '../../../src/wire/index.ts';

/** Calls every method of the admin service with an empty request; answers with the gRPC status that each gives. */
export async function callAllAdminMethods(
  address: string,
  caFile: string,
  token: string | undefined,
): Promise<Record<string, string>> {
  const client = new Client(address, credentials.createSsl(readFileSync(caFile)));
  const metadata = new Metadata();
  if (token !== undefined) metadata.set('authorization', `ApiToken ${token}`);
  const answers: Record<string, string> = {};
  for (const [name, method] of Object.entries(adminService))
    answers[name] = status[await callMethod(client, method, metadata)] ?? 'none';
  client.close();
  return answers;
}

type Method = (typeof adminService)[keyof typeof adminService];

/** An empty message of protobuf is no bytes at all, whatever its type. */
const nothing = (): Buffer => Buffer.alloc(0);

function callMethod(client: Client, method: Method, metadata: Metadata): Promise<status> {
  return new Promise((resolve) => {
    const answered = (error: ServiceError | null): void => resolve(error?.code ?? status.OK);
    if (method.requestStream) {
      const call = client.makeClientStreamRequest(method.path, nothing, nothing, metadata, answered);
      call.on('error', () => undefined);
      call.end();
    } else if (method.responseStream) {
      const call = client.makeServerStreamRequest(method.path, nothing, nothing, {}, metadata);
      call.on('data', () => {
        resolve(status.OK);
        call.cancel();
      });
      call.on('error', answered);
      call.on('end', () => resolve(status.OK));
    } else client.makeUnaryRequest(method.path, nothing, nothing, {}, metadata, {}, answered);
  });
}
