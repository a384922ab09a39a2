import ansis from 'ansis';
import { memoryMemo } from '../../compiler/index.ts';
import { portTaken } from '../../gateway/index.ts';
import { type Log, messageOf, Problem } from '../../kernel/index.ts';
import type { ExpositionObject } from '../../snapshot/index.ts';
import { directoryTree, statCache, watchDirectory } from '../../source/index.ts';
import { type CompiledTree, compileTree, renderFindings } from '../compile/compile-tree.ts';
import { compiledHead } from '../compile/compiled-head.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { prettyProblem } from '../output/console.ts';
import { endpointUrl } from '../output/endpoints.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { table } from '../output/table.ts';
import { consoleLog } from '../ports/console-log.ts';
import { type DevSession, startDevSession } from '../run/dev-session.ts';

interface Options {
  readonly port: number;
  readonly notes?: boolean;
}

export async function run(io: Io, directory: string, { port, notes = false }: Options): Promise<number> {
  const log = consoleLog(io.console);
  const cache = statCache();
  const memo = memoryMemo();
  let session: DevSession | undefined;
  let served = '';

  /** Compiles the tree as it is now and, when it compiles to something else, serves that. */
  async function take(): Promise<void> {
    const started = performance.now();
    const compiled = await compileTree(await directoryTree(directory, { cache }), memo);
    await showFindings(io, compiled, notes);
    const result = compiled.result.compiled;
    if (result === undefined) {
      io.console.err(
        ansis.yellow(
          session === undefined
            ? 'waiting for a save that compiles'
            : 'the last good revision goes on being served',
        ),
      );
      return;
    }
    const { digest, organization } = result.snapshot;
    if (digest === served) return io.console.err(ansis.dim('saved, nothing changed'));
    session ??= await startOn(port, organization, io, log);
    const revision = await session.apply(compiledHead(result));
    const isFirst = served === '';
    served = digest;
    const milliseconds = Math.round(performance.now() - started);
    io.console.err(ansis.green(`revision ${revision} is served`) + ansis.dim(` (${milliseconds} ms)`));
    if (isFirst) printStart(io, session, directory);
  }

  async function takeSafely(): Promise<void> {
    try {
      await take();
    } catch (error) {
      io.console.err(error instanceof Problem ? prettyProblem(error) : ansis.red(messageOf(error)));
    }
  }

  let changed = true;
  let wake: () => void = () => undefined;
  const ending = new AbortController();
  const signal = AbortSignal.any([io.signal, ending.signal]);
  const watching = await watchDirectory(
    directory,
    () => {
      changed = true;
      wake();
    },
    { clock: io.clock, signal, onProblem: (problem) => io.console.err(prettyProblem(problem)) },
  );
  io.signal.addEventListener('abort', () => wake(), { once: true });
  try {
    // The first one decides whether the port can be had at all.
    changed = false;
    await take();
    while (!io.signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (io.signal.aborted) break;
      changed = false;
      await takeSafely();
    }
  } finally {
    ending.abort();
    await watching.closed;
    await session?.close();
  }
  return exitCodes.ok;
}

/** The port is an option here, and no variable of the environment. */
async function startOn(port: number, organization: string, io: Io, log: Log): Promise<DevSession> {
  try {
    return await startDevSession(organization, port, io, log);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== portTaken.code) throw error;
    throw new Problem(error.code, error.message, 'choose another port with --port', { cause: error });
  }
}

async function showFindings(io: Io, compiled: CompiledTree, notes: boolean): Promise<void> {
  const { diagnostics } = compiled.result;
  if (diagnostics.some(({ severity }) => severity !== 'info' || notes))
    io.console.err(`${await renderFindings(compiled, notes)}\n`);
}

/** The endpoints, with URLs to paste into an MCP client. */
function printStart(io: Io, { gateway }: DevSession, directory: string): void {
  const rows = gateway.served.surfaces
    .all()
    .map(({ exposition, tools }) => rowOf(exposition, tools.size, gateway.port))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  io.console.out(`\n${table(['ENDPOINT', 'TOOLS', 'ACCESS', 'URL'], rows)}\n`);
  io.console.out(
    `Serving ${count(rows.length, 'endpoint')} of ${directory}. Save a file to change them; Ctrl-C ends it.`,
  );
}

function rowOf(
  { id, name = '', organization, access }: ExpositionObject,
  tools: number,
  port: number,
): string[] {
  const url = endpointUrl({ id, name, organization, access: access.type, hosts: [`localhost:${port}`] });
  return [name || id, String(tools), access.type === 'open' ? 'open' : 'x-reshapr-key', url ?? ''];
}
