import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { compile } from '../../src/compiler/index.ts';
import type { AuditSink } from '../../src/gateway/audit/sink.ts';
import {
  type GatewayOptions,
  type GatewayTracing,
  startServing,
} from '../../src/gateway/serve/start-gateway.ts';
import {
  type Clock,
  type Log,
  memoryTree,
  silentLog,
  systemClock,
  systemRandom,
} from '../../src/kernel/index.ts';
import {
  cachingOpener,
  composeView,
  type Feed,
  type SealedObject,
  type Snapshot,
  type View,
  type ViewServer,
} from '../../src/snapshot/index.ts';
import type { Files } from '../compiler/support/small-tree.ts';
import { freePort } from './free-port.ts';
import { silentMetrics } from './silent-metrics.ts';

/** A real gateway that serves a tree, compiled by the real compiler, without a control plane. */
export interface ServedTree {
  /** `/mcp/acme/<name>` of the gateway. */
  url(name: string): string;
  /** The official SDK's client, connected to an endpoint by its name. */
  client(name: string, headers?: Record<string, string>): Promise<Client>;
  /** Serves another tree from now on. */
  apply(files: Files): Promise<void>;
  /** Compiles a tree, and gives the way to serve it, as often as is liked. */
  prepare(files: Files): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

interface ServedOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly audit?: AuditSink;
  readonly tracing?: GatewayTracing;
  readonly env?: Record<string, string>;
  /** A free one by default. */
  readonly port?: number;
  readonly config?: Partial<GatewayOptions['config']>;
}

export async function serveTree(files: Files, options: ServedOptions = {}): Promise<ServedTree> {
  const { clock = systemClock, log = silentLog, env = {}, audit, tracing } = options;
  const port = options.port ?? (await freePort());
  const first = await viewOf(files);
  let server: ViewServer | undefined;
  const feed: Feed = {
    run: async (given, signal) => {
      server = given;
      await serve(given, first);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const gateway = await startServing(
    {
      config: {
        host: '127.0.0.1',
        port,
        fqdns: [`127.0.0.1:${port}`],
        secretsDir: '/nowhere',
        sealKeyFile: undefined,
        ...options.config,
      },
      env,
      softwareVersion: 'test',
      feed: () => feed,
    },
    {
      clock,
      random: systemRandom,
      log,
      metrics: silentMetrics,
      ...(audit && { audit }),
      ...(tracing && { tracing }),
    },
  );
  while (gateway.served.header() === undefined) await new Promise((resolve) => setImmediate(resolve));
  const clients: Client[] = [];
  const url = (name: string): string => `http://127.0.0.1:${port}/mcp/acme/${name}`;
  return {
    url,
    client: async (name, headers = {}) => {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(
        new StreamableHTTPClientTransport(new URL(url(name)), { requestInit: { headers } }),
      );
      clients.push(client);
      return client;
    },
    prepare: async (next) => {
      const view = await viewOf(next);
      return async () => {
        if (server !== undefined) await serve(server, view);
      };
    },
    apply: async (next) => {
      if (server !== undefined) await serve(server, await viewOf(next));
    },
    stop: async () => {
      for (const client of clients) await client.close();
      await gateway.stop();
    },
  };
}

async function serve(server: ViewServer, view: View): Promise<void> {
  const built = await server.build(view);
  if (built.type === 'rejected') throw new Error(JSON.stringify(built.findings));
  built.staged.swap();
}

async function viewOf(files: Files): Promise<View> {
  const present = Object.entries(files).filter(
    (file): file is [string, string | Uint8Array] => file[1] !== undefined,
  );
  const { compiled, diagnostics } = await compile(memoryTree(Object.fromEntries(present)));
  if (compiled === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return composed(compiled.snapshot);
}

function composed({ organization, objects }: Snapshot): View {
  const bytes = new Map<string, SealedObject>(objects.map((object) => [object.digest, object]));
  const groups = objects.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  const open = cachingOpener((digest) => bytes.get(digest)?.bytes as Uint8Array);
  const view = composeView({ organization, entries: objects, since: new Map() }, new Set(groups), open);
  for (const made of view.made) bytes.set(made.digest, made);
  return {
    header: {
      format: 'view@1',
      epoch: 0,
      sequence: 0,
      revision: 1,
      organization,
      groups,
      view: view.digest,
      objects: view.entries.length,
      signedAt: '2026-01-01T00:00:00Z',
    },
    entries: new Map(view.entries.map((entry) => [`${entry.kind} ${entry.name}`, entry])),
    bytesOf: (digest) => bytes.get(digest)?.bytes as Uint8Array,
  };
}
