import { compile } from '../src/compiler/index.ts';
import { servedViews } from '../src/gateway/surface/served.ts';
import { type Log, type LogFields, memoryTree, silentLog } from '../src/kernel/index.ts';
import { cachingOpener, composeView, type SealedObject, type View } from '../src/snapshot/index.ts';
import { smallTree } from '../test/compiler/support/small-tree.ts';
import { median, type Result } from './support/result.ts';

const rounds = 5;

/** The longest time that a swap to a surface of so many tools keeps everything else from its turn. */
export async function benchSwap(tools: number): Promise<Result> {
  const [few, many] = [await viewOf(10), await viewOf(tools)];
  const waits: number[] = [];
  const processors: number[] = [];
  let work: LogFields = {};
  for (let round = 0; round < rounds; round++) {
    const log: Log = {
      ...silentLog,
      debug: (_, fields = {}) => {
        work = fields;
      },
    };
    const served = servedViews(log);
    await swapTo(few);
    const longest = await longestTurn(() => swapTo(many));
    waits.push(longest.ms);
    processors.push(longest.processorMs);

    async function swapTo(view: View): Promise<void> {
      const built = await served.server.build(view);
      if (built.type === 'rejected') throw new Error(JSON.stringify(built.findings));
      built.staged.swap();
    }
  }
  const { toolsBuilt, surfacesBuilt } = work as { toolsBuilt: number; surfacesBuilt: number };
  return {
    name: `swap to a surface of ${tools} tools`,
    unit: 'ms at most without a turn of the event loop',
    ours: median(waits),
    processor: median(processors),
    floor: 20,
    floorIs: 'what a swap may take, and no floor',
    counts: { tools, toolsBuilt, surfacesBuilt },
  };
}

/** Milliseconds of the longest turn of the event loop during some work, by the clock and of processors. */
async function longestTurn(work: () => Promise<void>): Promise<{ ms: number; processorMs: number }> {
  let ms = 0;
  let processorMs = 0;
  let isOver = false;
  let at = performance.now();
  let used = process.cpuUsage();
  const look = (): void => {
    const { user, system } = process.cpuUsage(used);
    ms = Math.max(ms, performance.now() - at);
    processorMs = Math.max(processorMs, (user + system) / 1000);
    at = performance.now();
    used = process.cpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  isOver = true;
  await new Promise((resolve) => setImmediate(resolve));
  return { ms, processorMs };
}

async function viewOf(tools: number): Promise<View> {
  const { compiled } = await compile(memoryTree({ ...smallTree, 'orders.yaml': specOf(tools) }));
  if (compiled === undefined) throw new Error('the tree has errors');
  const { objects, organization } = compiled.snapshot;
  const sealed = new Map<string, SealedObject>(objects.map((object) => [object.digest, object]));
  const bytesOf = (digest: string): Uint8Array => sealed.get(digest)?.bytes ?? new Uint8Array();
  const deployed = { organization, entries: objects, since: new Map() };
  const list = composeView(deployed, new Set(['default']), cachingOpener(bytesOf));
  for (const made of list.made) sealed.set(made.digest, made);
  return {
    header: {
      format: 'view@1',
      epoch: 0,
      sequence: tools,
      revision: tools,
      organization,
      groups: ['default'],
      view: list.digest,
      objects: list.entries.length,
      signedAt: '2026-01-01T00:00:00Z',
    },
    entries: new Map(list.entries.map((entry) => [`${entry.kind} ${entry.name}`, entry])),
    bytesOf,
  };
}

/** A spec with so many operations; JSON is YAML. */
function specOf(tools: number): string {
  const parameters = [
    { name: 'id', in: 'path', required: true, description: 'Which.', schema: { type: 'string' } },
    { name: 'state', in: 'query', description: 'What.', schema: { $ref: '#/components/schemas/State' } },
  ];
  const order = { type: 'object', properties: { id: { type: 'string' } } };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema: order } } } };
  const paths = Array.from({ length: tools }, (_, at) => [
    `/kinds/${at}/orders/{id}`,
    { get: { description: `Reads an order of kind ${at}.`, parameters, responses } },
  ]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: { State: { type: 'string', enum: ['open', 'paid'] } } },
  });
}
