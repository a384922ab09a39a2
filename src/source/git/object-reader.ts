import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type Clock, messageOf } from '../../kernel/index.ts';
import { batchParser } from './batch-parser.ts';
import { type GitClient, howItEnded } from './git-client.ts';
import { gitProblem, type Subject } from './git-failure.ts';

/** Reads objects of one repository through one `git cat-file --batch`, which lives while it is used. */
export interface ObjectReader {
  /** The bytes of an object; undefined when the repository lacks it. */
  read(object: string): Promise<Uint8Array | undefined>;
}

export interface ObjectReaderOptions {
  readonly client: GitClient;
  readonly subject: Subject;
  readonly objectLimit: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly work: { batches: number; objectsRead: number };
}

interface Request {
  readonly object: string;
  readonly resolve: (bytes: Uint8Array | undefined) => void;
  readonly reject: (error: unknown) => void;
  deaths: number;
}

/** Requests that git has and has not answered; the others wait on this side. */
const window = 64;
/** How long an unused process is kept, milliseconds. */
const idleMs = 2000;
/** An object at which git died this often is given up; the requests behind it go on with a new process. */
const mostDeaths = 2;

export function objectReader(options: ObjectReaderOptions): ObjectReader {
  const { client, subject, clock, signal, work } = options;
  const requests: Request[] = [];
  let asked = 0;
  let running: ChildProcessWithoutNullStreams | undefined;
  let lastActivity = clock.now();

  function start(): ChildProcessWithoutNullStreams {
    work.batches++;
    const child = spawn('git', ['cat-file', '--batch'], { cwd: client.directory, env: client.environment });
    const parse = batchParser(options.objectLimit);
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (running !== child) return;
      lastActivity = clock.now();
      try {
        for (const answer of parse(chunk)) {
          const [request] = requests;
          if (request?.object !== answer.object) throw new Error(`git cat-file answered ${answer.object}`);
          requests.shift();
          asked--;
          if ('bytes' in answer) work.objectsRead++;
          request.resolve('bytes' in answer ? answer.bytes : undefined);
        }
        ask();
      } catch (error) {
        child.kill('SIGKILL');
        ended(messageOf(error));
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-4096);
    });
    child.stdin.on('error', () => undefined); // the process is gone, which `close` tells
    child.on('error', (error) => {
      stderr = `Error: ${error.message}`;
    });
    const gone = new AbortController();
    child.on('close', () => {
      gone.abort();
      if (running === child) ended(stderr);
    });
    running = child;
    void watchTime(child, gone.signal);
    return child;
  }

  /** The process died on its own: whoever was being served tries once more, then learns why. */
  function ended(stderr: string): void {
    running = undefined;
    asked = 0;
    const how = howItEnded(stderr, client.directory);
    const failure = gitProblem({ how, stderr }, subject);
    if (how !== 'exit') {
      fail(failure);
      return;
    }
    const served = requests[0];
    if (served !== undefined && ++served.deaths >= mostDeaths) requests.shift()?.reject(failure);
    ask();
  }

  function fail(error: unknown): void {
    const child = running;
    running = undefined;
    asked = 0;
    for (const request of requests.splice(0)) request.reject(error);
    child?.kill('SIGKILL');
  }

  function ask(): void {
    if (requests.length === 0) return;
    lastActivity = clock.now();
    running ??= start();
    if (asked > window / 2) return;
    const next = requests.slice(asked, window);
    if (next.length > 0) running.stdin.write(next.map(({ object }) => `${object}\n`).join(''));
    asked += next.length;
  }

  /** An unused process ends after a while; one that owes an answer and says nothing is stopped. */
  async function watchTime(child: ChildProcessWithoutNullStreams, gone: AbortSignal): Promise<void> {
    for (;;) {
      const owes = requests.length > 0;
      const left = lastActivity + (owes ? client.timeoutMs : idleMs) - clock.now();
      if (running === child && left <= 0)
        fail(owes ? gitProblem({ how: 'timeout', stderr: '' }, subject) : undefined);
      if (running !== child) return;
      // whether it owes may change meanwhile
      await clock.sleep(Math.min(left, idleMs), gone);
    }
  }

  signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  return {
    read: (object) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        requests.push({ object, resolve, reject, deaths: 0 });
        ask();
      }),
  };
}
