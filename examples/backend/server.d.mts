import type { Server } from 'node:http';

/** Starts the sample backend; port 0 takes any. */
export function startBackend(port?: number, host?: string): Promise<Server>;
