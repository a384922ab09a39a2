import type { Server } from '@grpc/grpc-js';

/** Starts the gRPC part of the sample backend; port 0 takes any. */
export function startHarbour(port?: number, host?: string): Promise<Server>;
