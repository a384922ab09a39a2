import { compile } from '../../src/compiler/index.ts';
import { scriptingOf } from '../../src/gateway/config/serving.ts';
import { startServing } from '../../src/gateway/index.ts';
import { memoryTree, silentLog, systemClock, systemRandom } from '../../src/kernel/index.ts';
import {
  cachingOpener,
  composeView,
  type Feed,
  type SealedObject,
  type View,
  type ViewServer,
} from '../../src/snapshot/index.ts';
import { freePort } from './free-port.ts';
import { recordingMetrics } from './recording-ports.ts';

export interface ServedTree {
  url(path: string): string;
  /** Compiles another tree and serves it in place of this one, as an activation does. */
  swap(files: Readonly<Record<string, string>>): Promise<void>;
  /** Event streams that clients have open. */
  openStreams(): number;
  stop(): Promise<void>;
}

/** A tree, compiled and served by a whole gateway on a port of its own, without a control plane between the two. */
export async function serveTree(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<ServedTree> {
  const port = await freePort();
  const metrics = recordingMetrics();
  let server: ViewServer | undefined;
  let revision = 0;
  const feed: Feed = {
    run: (given, signal) => {
      server = given;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const gateway = await startServing(
    {
      config: {
        host: '127.0.0.1',
        port,
        fqdns: [],
        secretsDir: '',
        sealKeyFile: undefined,
        scripting: scriptingOf({}),
      },
      env,
      softwareVersion: 'test',
      feed: () => feed,
    },
    { clock: systemClock, random: systemRandom, log: silentLog, metrics },
  );
  const swap: ServedTree['swap'] = async (texts) => {
    const built = await server?.build(await viewOf(texts, ++revision));
    if (built?.type !== 'staged') throw new Error(`rejected: ${JSON.stringify(built)}`);
    built.staged.swap();
  };
  await swap(files);
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    swap,
    openStreams: () => {
      const counts = metrics.observed.filter(({ name }) => name === 'reshapr_mcp_streams_open');
      return counts.at(-1)?.value ?? 0;
    },
    stop: () => gateway.stop(),
  };
}

/** The view of a gateway that is in all groups. Throws for a tree with errors. */
async function viewOf(files: Readonly<Record<string, string>>, revision: number): Promise<View> {
  const { compiled, diagnostics } = await compile(memoryTree(files));
  if (compiled === undefined)
    throw new Error(diagnostics.map(({ code, file, message }) => `${code} ${file} ${message}`).join('\n'));
  const { objects, organization } = compiled.snapshot;
  const sealed = new Map<string, SealedObject>(objects.map((object) => [object.digest, object]));
  const bytesOf = (digest: string): Uint8Array => sealed.get(digest)?.bytes ?? new Uint8Array();
  const groups = objects.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  const deployed = { organization, entries: objects, since: new Map() };
  const list = composeView(deployed, new Set(groups), cachingOpener(bytesOf));
  for (const made of list.made) sealed.set(made.digest, made);
  return {
    header: {
      format: 'view@1',
      epoch: 0,
      sequence: revision,
      revision,
      organization,
      groups,
      view: list.digest,
      objects: list.entries.length,
      signedAt: '2026-01-01T00:00:00Z',
    },
    entries: new Map(list.entries.map((entry) => [`${entry.kind} ${entry.name}`, entry])),
    bytesOf,
  };
}
