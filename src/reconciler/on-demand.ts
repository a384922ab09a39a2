import type { openHttpServer as OpenHttpServer } from './http-server.ts';
import type { localTls as LocalTls } from './tls/local-ca.ts';

/** What only `serve` needs and what takes long to load: a plan, which shares this room, should not wait for it. */

export const openHttpServer: typeof OpenHttpServer = async (...given) =>
  (await import('./http-server.ts')).openHttpServer(...given);

export const localTls: typeof LocalTls = async (...given) =>
  (await import('./tls/local-ca.ts')).localTls(...given);
