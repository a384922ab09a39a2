import type { Log } from '../../kernel/index.ts';
import type { ToolOf } from '../../snapshot/index.ts';
import { type HoldsKey, mayCallThere } from '../access/permitted.ts';
import { failedResult, textOfPart } from '../backends/result.ts';
import { describeBug } from '../mcp/call/describe-bug.ts';
import { isDeeperThan } from '../mcp/call/nesting.ts';
import { wrongArguments } from '../mcp/call/wrong-arguments.ts';
import type { CallContext, CallTool } from '../mcp/options.ts';
import { defaultLimits } from '../mcp/options.ts';
import type { ScriptOutcome } from '../scripts/messages.ts';
import type { ScriptPool } from '../scripts/pool.ts';
import type { ScriptSettings } from '../scripts/settings.ts';
import type { CallResult } from '../surface/call-result.ts';
import { isInputRequired } from '../surface/input-required.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import { noteTaker } from './script-note.ts';
import {
  readRequest,
  refused,
  type ScriptRequest,
  type ScriptResult,
  scriptErrors,
} from './script-request.ts';

export interface ScriptParts {
  readonly pool: ScriptPool;
  readonly settings: ScriptSettings;
  readonly surfaces: Pick<Surfaces, 'elected'>;
  readonly holdsKey: HoldsKey;
  readonly log: Log;
}

/** A scripted tool that is called, and by which way its own calls go: that of a client's, one script deeper. */
export interface ScriptRun {
  readonly surface: Surface;
  readonly tool: ToolOf<'script'>;
  readonly args: Record<string, unknown>;
  readonly context: CallContext;
  /** The first script is 1, one that it calls 2. */
  readonly depth: number;
  readonly callTool: CallTool;
}

/** Runs the script of a custom tool. Whatever it does wrong is a result with `isError`. */
export async function callScript(run: ScriptRun, parts: ScriptParts): Promise<CallResult> {
  const { tool, args, context, depth } = run;
  const { pool, settings } = parts;
  if (depth > settings.maxDepth)
    return failed(`Scripts may call each other ${settings.maxDepth} levels deep, ${tool.name} is deeper.`, 0);
  let calls = 0;
  let upstreamMs = 0;

  async function call(json: string, signal: AbortSignal): Promise<string> {
    calls++;
    const budget = `a run may call ${settings.maxToolCalls} tools`;
    const result =
      calls > settings.maxToolCalls
        ? refused(scriptErrors.budget, `Call budget exceeded: ${budget}`)
        : await callOne(json, signal);
    return JSON.stringify(result);
  }

  async function callOne(json: string, signal: AbortSignal): Promise<ScriptResult> {
    const request = readRequest(json, tool.call, run.surface.exposition);
    if ('ok' in request) return request;
    try {
      const result = await answer(request, run, parts, signal);
      if ('ok' in result) return result;
      upstreamMs += result.upstreamMs;
      return { ok: !result.isError, content: contentOf(result), error: null };
    } catch (error) {
      if (!signal.aborted)
        parts.log.error('a call of a script failed inside the gateway', {
          endpoint: run.surface.id,
          tool: tool.name,
          ...describeBug(error),
        });
      return refused(scriptErrors.internal, 'Internal error');
    }
  }

  const note = noteTaker(tool.name, context);
  const job = { script: tool.call.script, input: JSON.stringify(args), signal: context.signal, call, note };
  const outcome = await pool.run(job, depth);
  return resultOf(outcome, tool.name, settings, upstreamMs);
}

/** Calls what a script asks for, as if a client of the endpoint did. */
async function answer(
  { tool: name, service, params }: ScriptRequest,
  { surface: own, context, callTool }: ScriptRun,
  { surfaces, holdsKey }: ScriptParts,
  signal: AbortSignal,
): Promise<CallResult | ScriptResult> {
  const surface = service === undefined ? own : surfaces.elected(service);
  if (surface === undefined)
    return refused(scriptErrors.notCallable, 'Unknown service: this gateway has no endpoint of it');
  if (surface !== own && !(await mayCallThere(own, surface, name, context, holdsKey)))
    return refused(
      scriptErrors.notCallable,
      `Forbidden: the ${whatOpens(surface)} of the caller does not open ${name.slice(0, 128)}`,
    );
  const tool = surface.tools.get(name);
  if (tool === undefined) return refused(scriptErrors.notCallable, `Unknown tool: ${name.slice(0, 128)}`);
  const problems = isDeeperThan(params, defaultLimits.nesting)
    ? [`they are nested more than ${defaultLimits.nesting} levels deep`]
    : tool.check(params);
  if (problems.length > 0) return { ...wrongArguments(tool.name, problems), upstreamMs: 0 };
  const result = await callTool(surface, tool, params, {
    ...context,
    signal,
    progress: undefined,
    input: undefined,
  });
  if (!isInputRequired(result)) return result;
  const message = Object.values(result.requests)
    .map((request) => request.message)
    .join(' ');
  return refused(scriptErrors.inputRequired, `${tool.name} needs input from the user: ${message}`);
}

function whatOpens({ exposition }: Surface): string {
  return exposition.access.type === 'apiKey' ? 'key' : 'token';
}

/** The texts of a result: as JSON where they are JSON. A script has no use for the bytes of an image. */
function contentOf({ content }: CallResult): unknown {
  const text = content.map(textOfPart).join('\n');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function resultOf(
  outcome: ScriptOutcome | { readonly type: 'busy' },
  tool: string,
  { timeoutMs }: ScriptSettings,
  upstreamMs: number,
): CallResult {
  switch (outcome.type) {
    case 'returned':
      return { content: [{ type: 'text', text: outcome.result }], isError: false, upstreamMs };
    case 'failed':
      return failed(outcome.failure, upstreamMs);
    case 'threw':
      return failed(outcome.message, upstreamMs);
    case 'timeout':
      return failed(`The script of ${tool} timed out after ${timeoutMs} ms.`, upstreamMs);
    case 'cancelled':
      return failed(`The script of ${tool} was cancelled.`, upstreamMs);
    case 'busy':
      return failed('Too many scripts are running. Try again later.', upstreamMs);
  }
}

function failed(text: string, upstreamMs: number): CallResult {
  return { ...failedResult({ text }), upstreamMs };
}
