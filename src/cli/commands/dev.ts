import ansis from 'ansis';
import { memoryMemo } from '../../compiler/index.ts';
import { portTaken } from '../../gateway/index.ts';
import { type Log, messageOf, Problem } from '../../kernel/index.ts';
import type { ExpositionObject } from '../../snapshot/index.ts';
import { directoryTree, statCache, watchDirectory } from '../../source/index.ts';
import { type Compiled, type CompiledTree, compileTree } from '../compile/compile-tree.ts';
import { compiledHead } from '../compile/compiled-head.ts';
import { compiledSide } from '../compile/compiled-side.ts';
import { renderFindings } from '../compile/render-findings.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { prettyProblem } from '../output/console.ts';
import { endpointUrl } from '../output/endpoints.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { table } from '../output/table.ts';
import { judgePlan } from '../plan/judge-plan.ts';
import { contractOf } from '../plan/plan-tree.ts';
import { changeLines } from '../plan/render/changes.ts';
import { policyText } from '../plan/render/policies.ts';
import { consoleLog } from '../ports/console-log.ts';
import { type DevSession, startDevSession } from '../run/dev-session.ts';

interface Options {
  readonly port: number;
  readonly notes?: boolean;
}

/** Changes of one save that are shown. */
const mostChanges = 20;

export async function run(io: Io, directory: string, { port, notes = false }: Options): Promise<number> {
  const log = consoleLog(io.console);
  const cache = statCache();
  const memo = memoryMemo();
  let session: DevSession | undefined;
  let served: Compiled | undefined;
  let shown = '';
  let said = '';

  /** Compiles the tree as it is now and, when it compiles to something else, serves that. */
  async function take(): Promise<void> {
    const started = performance.now();
    const compiled = await compileTree(await directoryTree(directory, { cache }), { memo });
    said = await showFindings(io, compiled, notes, said);
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
    if (digest === served?.snapshot.digest) return io.console.err(ansis.dim('saved, nothing changed'));
    session ??= await startOn(port, organization, io, log);
    const revision = await session.apply(compiledHead(result));
    const before = served;
    served = result;
    const milliseconds = Math.round(performance.now() - started);
    io.console.err(ansis.green(`revision ${revision} is served`) + ansis.dim(` (${milliseconds} ms)`));
    if (before !== undefined) io.console.err(changesBetween(before, result));
    for (const line of await policyLines(before, result)) io.console.err(line);
    const table = endpointTable(session);
    if (table.text !== shown) io.console.out(`\n${table.text}\n`);
    if (shown === '')
      io.console.out(
        `Serving ${count(table.endpoints, 'endpoint')} of ${directory}. Save a file to change them; Ctrl-C ends it.`,
      );
    shown = table.text;
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

/** Shows the findings unless they are those that were said before; in a big tree they are pages. */
async function showFindings(io: Io, compiled: CompiledTree, notes: boolean, said: string): Promise<string> {
  const { diagnostics } = compiled.result;
  const shown = diagnostics.filter(({ severity }) => severity !== 'info' || notes);
  const findings = JSON.stringify(shown);
  if (shown.length > 0) {
    const known = findings === said && shown.length > fewFindings;
    io.console.err(
      known
        ? ansis.dim(`the same ${count(shown.length, 'finding')} as before`)
        : `${await renderFindings(compiled.tree, compiled.result, notes)}\n`,
    );
  }
  return findings;
}

/** Findings that are shown with every save, though nothing about them changed. */
const fewFindings = 10;

/** The endpoints, with URLs to paste into an MCP client. */
function endpointTable({ gateway }: DevSession): { text: string; endpoints: number } {
  const rows = gateway.served.surfaces
    .all()
    .map(({ exposition, tools }) => rowOf(exposition, tools.size, gateway.port))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return { text: table(['ENDPOINT', 'TOOLS', 'ACCESS', 'URL'], rows), endpoints: rows.length };
}

/** Policies that `plan` would hold against the tree; here they stand in nobody's way. */
async function policyLines(before: Compiled | undefined, after: Compiled): Promise<string[]> {
  const base = before && { sequence: 1, side: compiledSide(before) };
  const contract = contractOf(after, undefined, base);
  const surroundings = { deployed: [], groups: new Map<string, Record<string, string>>() };
  const { policies = [] } = await judgePlan(contract, compiledSide(after), surroundings);
  return policies.filter(({ outcome }) => outcome !== 'passed').flatMap(policyText);
}

/** What a save changed, as a plan says it. */
function changesBetween(before: Compiled, after: Compiled): string {
  const { changes } = contractOf(after, undefined, { sequence: 1, side: compiledSide(before) });
  const lines = changeLines(changes.slice(0, mostChanges));
  const more = changes.length - mostChanges;
  return [...lines, ...(more > 0 ? [ansis.dim(`  and ${count(more, 'more change')}`)] : [])].join('\n');
}

function rowOf(
  { id, name = '', organization, access }: ExpositionObject,
  tools: number,
  port: number,
): string[] {
  const url = endpointUrl({ id, name, organization, access: access.type, hosts: [`localhost:${port}`] });
  return [
    name || id,
    String(tools),
    { open: 'open', apiKey: 'x-reshapr-key', oauth2: 'oauth2' }[access.type],
    url ?? '',
  ];
}
