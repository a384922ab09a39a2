import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type Metrics, messageOf, problem } from '../kernel/index.ts';
import { cannotListen } from './problems.ts';

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens the HTTP port of a control plane: health and metrics. */
export async function openHttpServer(
  listen: { readonly host: string; readonly port: number },
  metrics: Metrics,
): Promise<HttpServer> {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok\n'));
  app.get('/readyz', (context) => context.text('ok\n'));
  app.get('/metrics', async (context) =>
    context.text(await metrics.render(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const address = `${listen.host}:${listen.port}`;
      reject(problem(cannotListen, { address, why: messageOf(error) }, { cause: error }));
    });
    server.listen(listen.port, listen.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : listen.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
