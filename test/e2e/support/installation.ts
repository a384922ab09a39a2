import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToServer, type ServerConnection } from '../../../src/cli/server/connection.ts';
import type { admin } from '../../../src/wire/index.ts';
import { type Ran, runCommand } from '../../cli/support/run-command.ts';
import { freePort } from '../../support/free-port.ts';
import { cliFile, type Finished, type Running, reshapr, start } from './processes.ts';

/** A folder, a control plane in it, and gateways: separate processes, as in production. */
export interface Installation {
  readonly directory: string;
  readonly grpcPort: number;
  readonly control: Running;
  /** Environment of the command line: server, authority and admin token. */
  readonly env: NodeJS.ProcessEnv;
  /** The command line, in this process: a start of the program costs more than most commands. */
  run(...args: string[]): Promise<Ran>;
  /** The same as a process of its own. */
  spawn(...args: string[]): Promise<Finished>;
  /** What `status` shows, asked for in this process: a test that polls starts no process each time. */
  status(): Promise<admin.Status>;
  /** Of that, the gateways by id. */
  gateways(): Promise<Readonly<Record<string, admin.Gateway>>>;
  /** A new gateway token. */
  token(name: string): Promise<string>;
  gateway(id: string, labels: string, options?: GatewayOptions): Promise<Gateway>;
  /** Starts a gateway again that has ended: same id, token, port and state. */
  again(gateway: Gateway, options?: Pick<GatewayOptions, 'early' | 'env'>): Promise<Gateway>;
  /** Ends the control plane, changes its state, and starts it again over the same port. */
  restartControl(change?: (stateDir: string) => Promise<void>): Promise<Running>;
  /** Everything that its control planes and gateways ever wrote, one text each. */
  outputs(): readonly string[];
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly token?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly port?: number;
  /** Port of the control plane as this gateway sees it: that of a relay. */
  readonly controlPort?: number;
  /** Do not wait until it is ready. */
  readonly early?: boolean;
}

export interface Gateway {
  readonly id: string;
  readonly port: number;
  readonly process: Running;
  readonly stateDir: string;
  readonly env: NodeJS.ProcessEnv;
  url(path: string): string;
}

export interface InstallationOptions {
  readonly organization?: string;
  /** More arguments for `serve`. */
  readonly serve?: readonly string[];
  /** Without TLS, on loopback, where a test reads along. */
  readonly plaintext?: boolean;
}

export async function install(options: InstallationOptions = {}): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-e2e-'));
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const stateDir = join(directory, 'control');
  const home = {
    ...process.env,
    HOME: directory,
    XDG_STATE_HOME: '',
    XDG_CONFIG_HOME: '',
    XDG_CACHE_HOME: '',
    NO_COLOR: '1',
  };
  const args = [
    ...['serve', '--state', stateDir, '--organization', options.organization ?? 'acme'],
    ...['--listen', `127.0.0.1:${grpcPort}`, '--http', `127.0.0.1:${httpPort}`],
    ...[...(options.plaintext ? ['--no-tls'] : []), ...(options.serve ?? [])],
  ];
  let control = start(process.execPath, [cliFile, ...args], { env: home });
  await control.seen(/reshapr gateway\n/);
  const env: NodeJS.ProcessEnv = {
    ...home,
    ...(options.plaintext
      ? { RESHAPR_SERVER: `http://127.0.0.1:${grpcPort}` }
      : {
          RESHAPR_SERVER: `https://127.0.0.1:${grpcPort}`,
          RESHAPR_SERVER_CA: join(stateDir, 'tls', 'ca.pem'),
        }),
    RESHAPR_TOKEN: (await readFile(join(stateDir, 'admin-token'), 'utf8')).trim(),
  };
  const processes: Running[] = [control];

  async function ask<T>(question: (connection: ServerConnection) => Promise<T>): Promise<T> {
    const connection = await connectToServer({}, env);
    try {
      return await question(connection);
    } catch (error) {
      throw new Error(`the control plane: ${stateOf(control)}`, { cause: error });
    } finally {
      connection.close();
    }
  }

  async function token(name: string): Promise<string> {
    const wanted = { name, role: 'gateway', validityDays: 1, gatewayIds: [], groups: [] };
    const made = await ask((connection) => connection.ask((client) => client.createToken, wanted));
    return made.token;
  }

  async function status(): Promise<admin.Status> {
    const answer = await ask((connection) => connection.ask((client) => client.getStatus, { gatewayId: '' }));
    if (answer.status === undefined) throw new Error('the control plane gave no status');
    return answer.status;
  }

  async function launch(
    settings: Pick<Gateway, 'id' | 'port' | 'stateDir' | 'env'>,
    early = false,
  ): Promise<Gateway> {
    const gateway: Gateway = {
      ...settings,
      process: start(process.execPath, [cliFile, 'gateway'], { env: settings.env }),
      url: (path) => `http://127.0.0.1:${settings.port}${path}`,
    };
    processes.push(gateway.process);
    if (!early) await ready(gateway);
    return gateway;
  }

  return {
    directory,
    grpcPort,
    get control() {
      return control;
    },
    env,
    run: (...words) => runCommand(words, env),
    spawn: (...words) => reshapr(words, env),
    status,
    gateways: async () =>
      Object.fromEntries((await status()).gateways.map((gateway) => [gateway.id, gateway])),
    token,
    gateway: async (id, labels, wanted = {}) => {
      const port = wanted.port ?? (await freePort());
      const gatewayState = join(directory, `gateway-${id}`);
      const gatewayEnv: NodeJS.ProcessEnv = {
        ...home,
        RESHAPR_CTRL_HOST: '127.0.0.1',
        RESHAPR_CTRL_PORT: String(wanted.controlPort ?? grpcPort),
        ...(options.plaintext
          ? { RESHAPR_CTRL_TLS_PLAINTEXT: 'true' }
          : {
              RESHAPR_CTRL_TLS_PLAINTEXT: 'false',
              RESHAPR_CTRL_TLS_CA: join(stateDir, 'tls', 'ca.pem'),
            }),
        RESHAPR_CTRL_TOKEN: wanted.token ?? (await token(`token-${id}`)),
        RESHAPR_GATEWAY_ID: id,
        RESHAPR_GATEWAY_LABELS: labels,
        RESHAPR_GATEWAY_PORT: String(port),
        RESHAPR_GATEWAY_HOST: '127.0.0.1',
        RESHAPR_GATEWAY_STATE_DIR: gatewayState,
        ...wanted.env,
      };
      return launch({ id, port, stateDir: gatewayState, env: gatewayEnv }, wanted.early);
    },
    again: ({ id, port, stateDir: gatewayState, env: gatewayEnv }, wanted = {}) =>
      launch({ id, port, stateDir: gatewayState, env: { ...gatewayEnv, ...wanted.env } }, wanted.early),
    outputs: () => processes.map((process) => `${process.out()}\n${process.err()}`),
    restartControl: async (change) => {
      control.kill('SIGTERM');
      await control.ended;
      await change?.(stateDir);
      control = start(process.execPath, [cliFile, ...args], { env: home });
      processes.push(control);
      await control.seen(/reshapr gateway\n/);
      return control;
    },
    close: async () => {
      for (const process of processes) process.kill('SIGKILL');
      await Promise.all(processes.map((process) => process.ended));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What a test that fails wants to know of a process. */
function stateOf({ child, err }: Running): string {
  return `exit code ${child.exitCode}, signal ${child.signalCode}\n${err()}`;
}

/** Resolves when the gateway says that it is ready. */
export async function ready(gateway: Gateway, timeoutMs = 20_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const status = await fetch(gateway.url('/readyz')).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (gateway.process.child.exitCode !== null || Date.now() > until)
      throw new Error(`gateway ${gateway.id} is not ready: ${gateway.process.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The example tree in a folder of its own, with its backend on other ports. */
export async function exampleTree(directory: string, backendPort: number, harbourPort = 1): Promise<string> {
  const tree = join(directory, 'tree');
  await cp(new URL('../../../examples/reshapr.d', import.meta.url), tree, { recursive: true });
  for (const file of ['timetable', 'bookings', 'fleet', 'kiosk'])
    await edit(join(tree, 'plans', `${file}.yaml`), 'localhost:4010', `127.0.0.1:${backendPort}`);
  await edit(join(tree, 'plans', 'harbour.yaml'), 'localhost:4011', `127.0.0.1:${harbourPort}`);
  return tree;
}

/** Replaces every occurrence of a text in a file; a text that does not occur is a mistake of the test. */
export async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`'${from}' does not occur in ${file}`);
  await writeFile(file, text.replaceAll(from, to));
}
