// Harbour: the gRPC part of the sample backend.
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { berths, tide } from './data.mjs';

const file = fileURLToPath(new URL('../reshapr.d/specs/harbour.proto', import.meta.url));
const harbour = protobuf.loadSync(file).resolveAll().lookupService('havn.harbour.v1.Harbour');

/** Starts the gRPC server; resolves to it once it listens. */
export async function startHarbour(port = 4011, host = '127.0.0.1') {
  const server = new grpc.Server();
  server.addService(definition(harbour), { GetBerth: getBerth, WatchTide: (call) => void watchTide(call) });
  await new Promise((resolve, reject) => {
    const listening = (error) => (error === null ? resolve() : reject(error));
    server.bindAsync(`${host}:${port}`, grpc.ServerCredentials.createInsecure(), listening);
  });
  return server;
}

function getBerth({ request: { port, vessel } }, answer) {
  const berth = berths.find((each) => each.port === port && each.vessel === vessel);
  if (berth !== undefined) return answer(null, berth);
  return answer({ code: grpc.status.NOT_FOUND, details: `${vessel} has no berth in ${port}` });
}

async function watchTide(call) {
  for (const reading of tide.slice(0, call.request.readings || 3)) {
    if (call.cancelled) return;
    call.write(reading);
    await wait(200);
  }
  call.end();
}

/** What grpc-js asks for to serve the methods of a service. */
function definition(service) {
  const methods = service.methodsArray.map((method) => [
    method.name,
    {
      path: `/havn.harbour.v1.Harbour/${method.name}`,
      requestStream: false,
      responseStream: method.responseStream === true,
      requestDeserialize: (bytes) => method.resolvedRequestType.decode(bytes),
      responseSerialize: (value) => {
        const type = method.resolvedResponseType;
        return Buffer.from(type.encode(type.fromObject(value)).finish());
      },
    },
  ]);
  return Object.fromEntries(methods);
}
