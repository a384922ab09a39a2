import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Holdings, type SoakedGateway, soakedGateway } from './installation.ts';

/** What a run saw: what the gateway held early and at the end, and what was done to it. */
export interface Soaked {
  readonly early: Holdings;
  readonly late: Holdings;
  readonly samples: readonly Holdings[];
  readonly done: Readonly<Record<string, number>>;
  /** Milliseconds that the process of callers and backend once stood still: calls of that time are late, whoever served them. */
  readonly stoodStill: number;
  /** Answers that were not what they should be. */
  readonly surprises: readonly string[];
}

/** Callers at once, and milliseconds that each waits between two things that it does. */
const callers = 16;
const pause = 20;

/** Sessions that a gateway remembers as ended: a bounded memory, which a long run begins with full. */
const rememberedSessions = 10_000;

/** A fifth of the run is for getting warm: of ten minutes the first two. */
const warmShare = 0.2;

const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/**
 * Uses a gateway in every way that takes and gives back something, for so many minutes: calls that are answered, fail, are
 * cut, time out and are left by their clients, sessions, streams, refusals, and another bundle every few seconds.
 */
export async function soak(minutes: number, note: (line: string) => void): Promise<Soaked> {
  const gateway = await soakedGateway();
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const surprises: string[] = [];
  const done: Record<string, number> = {};
  const samples: Holdings[] = [];
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const sampleEvery = (minutes * 60_000) / 10;
  try {
    if (minutes >= 1) await fillMemories(gateway.url, agent);
    for (let sample = 1; sample <= 10; sample++) {
      const end = Date.now() + sampleEvery;
      const swapping = swaps(gateway, end, sampleEvery / 6, done);
      await Promise.all(
        Array.from({ length: callers }, (_, caller) => use(gateway.url, agent, end, caller, done, surprises)),
      );
      await swapping;
      // Whoever was left has noticed by now.
      await sleep(2_000);
      const holdings = await gateway.holdings();
      samples.push(holdings);
      note(`${((sample * minutes) / 10).toFixed(1)} min  ${shown(holdings)}`);
    }
  } finally {
    delay.disable();
    agent.destroy();
    await gateway.close();
  }
  const early = samples[Math.round(warmShare * 10) - 1] as Holdings;
  return { early, late: samples.at(-1) as Holdings, samples, done, stoodStill: delay.max / 1e6, surprises };
}

async function fillMemories(url: string, agent: Agent): Promise<void> {
  for (let left = rememberedSessions; left > 0; left -= callers)
    await Promise.all(
      Array.from({ length: callers }, async () => {
        const { headers } = await send(url, agent, { body: initialize });
        await send(url, agent, {
          method: 'DELETE',
          headers: { 'mcp-session-id': String(headers['mcp-session-id']) },
        });
      }),
    );
}

function shown({ heap, external, rss, handles, sockets }: Holdings): string {
  const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;
  return `heap ${megabytes(heap)}, external ${megabytes(external)}, rss ${megabytes(rss)}, ${handles} handles, ${sockets} sockets`;
}

async function swaps(
  gateway: SoakedGateway,
  end: number,
  every: number,
  done: Record<string, number>,
): Promise<void> {
  // An even number of them: each sample sees the bundle of the one before.
  for (let swap = 0; swap < 4 && Date.now() + every < end; swap++) {
    await sleep(every);
    await gateway.swap();
    done['swap'] = (done['swap'] ?? 0) + 1;
  }
}

type Deed = (url: string, agent: Agent) => Promise<true | string>;

const deeds: Readonly<Record<string, Deed>> = {
  'a call': (url, agent) => calls(url, agent, 'get_orders', /o-17/),
  'a call that fails': (url, agent) => calls(url, agent, 'get_fail', /isError/),
  'a call that is cut': (url, agent) => calls(url, agent, 'get_reset', /isError/),
  'a call that takes too long': (url, agent) => calls(url, agent, 'get_hang', /isError/),
  'a call of nothing': (url, agent) => calls(url, agent, 'get_nothing', /Unknown tool/),
  'a call that is left': async (url) => {
    const left = new AbortController();
    setTimeout(() => left.abort(), 30);
    await send(url, undefined, { body: rpc('tools/call', { name: 'get_hang' }), signal: left.signal }).catch(
      () => undefined,
    );
    return true;
  },
  'a page that is refused': async (url, agent) => {
    const { status } = await send(url, agent, {
      headers: { origin: 'https://evil.test' },
      body: rpc('ping'),
    });
    return status === 403 || `${status}`;
  },
  'a session': async (url, agent) => {
    const opened = await send(url, agent, { body: initialize });
    const session = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
    const stream = new AbortController();
    const streaming = send(url, undefined, {
      method: 'GET',
      headers: { ...session, accept: 'text/event-stream' },
      signal: stream.signal,
    });
    const listed = await send(url, agent, { headers: session, body: rpc('tools/list') });
    await sleep(50);
    stream.abort();
    await streaming.catch(() => undefined);
    const { status } = await send(url, agent, { method: 'DELETE', headers: session });
    return (status === 204 && listed.text.includes('get_orders')) || `${status} ${listed.text}`;
  },
};

async function use(
  url: string,
  agent: Agent,
  end: number,
  caller: number,
  done: Record<string, number>,
  surprises: string[],
): Promise<void> {
  const names = Object.keys(deeds);
  for (let turn = caller; Date.now() < end; turn++) {
    const name = names[turn % names.length] as string;
    const outcome = await (deeds[name] as Deed)(url, agent).catch((error: unknown) => String(error));
    done[name] = (done[name] ?? 0) + 1;
    if (outcome !== true && surprises.length < 20) surprises.push(`${name}: ${outcome}`);
    await sleep(pause);
  }
}

async function calls(url: string, agent: Agent, name: string, expected: RegExp): Promise<true | string> {
  const { text } = await send(url, agent, { body: rpc('tools/call', { name }) });
  return expected.test(text) || text;
}

function rpc(method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
}

const clientInfo = { name: 'soak', version: '1' };
const initialize = rpc('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });

interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Without an agent on a connection of its own. */
function send(url: string, agent: Agent | undefined, ask: Ask): Promise<Answered> {
  const { method = 'POST', headers = {}, body = '', signal } = ask;
  return new Promise((resolve, reject) => {
    const options = {
      method,
      agent: agent ?? false,
      headers: { ...json, ...headers },
      ...(signal && { signal }),
    };
    const asked = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.on('error', reject).end(body);
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
