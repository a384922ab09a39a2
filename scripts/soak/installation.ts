import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../../bench/support/measured-process.ts';
import { start } from '../../test/e2e/support/processes.ts';
import { group, offered, openApi, project, writeTree } from '../../test/e2e/support/tree.ts';
import { freePort } from '../../test/support/free-port.ts';

/** What a gateway holds after its garbage is collected. */
export interface Holdings {
  /** Bytes. */
  readonly heap: number;
  readonly external: number;
  readonly rss: number;
  readonly handles: number;
  readonly sockets: number;
}

export interface SoakedGateway {
  readonly url: string;
  holdings(): Promise<Holdings>;
  /** Puts the other of two bundles in the place of the one that is served. */
  swap(): Promise<void>;
  close(): Promise<void>;
}

/** What the backend does with a path, besides answering. */
const faults = {
  '/fail': 'answers 500',
  '/reset': 'closes the connection',
  '/hang': 'never answers',
};

/** A built gateway on a bundle, its backend in this process, and a probe in it. */
export async function soakedGateway(): Promise<SoakedGateway> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-soak-'));
  const backend = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    if (request.url === '/reset') return void request.socket.destroy();
    if (request.url === '/hang') return;
    const status = request.url === '/fail' ? 500 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"orders":[{"id":"o-17"}]}');
  });
  backend.listen(0, '127.0.0.1');
  await once(backend, 'listening');
  const origin = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const served = join(directory, 'served.bundle');
  const tree = join(directory, 'tree');

  async function build(paths: Readonly<Record<string, string>>, out: string): Promise<void> {
    const plan = offered('Orders', origin, 'default').replace(
      /(backendEndpoint: .*\n)/,
      '$1  backendTimeout: 1000\n  audit: true\n',
    );
    await writeTree(tree, {
      'reshapr.yaml': project('soak'),
      'groups.yaml': group('default', { env: 'soak' }),
      'orders.yaml': plan,
      'specs/orders.yaml': openApi('Orders', { '/orders': 'Lists orders.', ...faults, ...paths }),
    });
    const { code, err } = await start(process.execPath, [program, 'build', tree, '--out', out]).ended;
    if (code !== 0) throw new Error(err);
  }

  const bundles = [join(directory, 'one.bundle'), join(directory, 'other.bundle')] as const;
  await build({}, bundles[0]);
  await build({ '/bills': 'Lists bills.' }, bundles[1]);
  let turn = 0;
  const swap = async (): Promise<void> => {
    await writeFile(`${served}.new`, await readFile(bundles[turn++ % 2] as string));
    await rename(`${served}.new`, served);
  };
  await swap();

  const port = await freePort();
  const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));
  const args = [
    '--expose-gc',
    '--import',
    probe,
    program,
    'gateway',
    '--standalone',
    served,
    '--allow-unsigned',
  ];
  const gateway: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      RESHAPR_GATEWAY_PORT: String(port),
      RESHAPR_LOG_LEVEL: 'error',
      RESHAPR_GATEWAY_AUDIT_FILE: join(directory, 'audit.jsonl'),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const isReady = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let attempt = 0; !(await isReady()); attempt++) {
    if (attempt > 150) throw new Error('the gateway does not become ready');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url: `${url}/mcp/acme/orders`,
    holdings: async () => {
      gateway.send('holdings');
      const [holdings] = (await once(gateway, 'message')) as [Holdings];
      return holdings;
    },
    swap,
    close: async () => {
      gateway.kill('SIGTERM');
      await once(gateway, 'exit');
      backend.closeAllConnections();
      backend.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
