import type { Log, Metrics } from '../../../kernel/index.ts';
import type { CallResult } from '../../surface/call-result.ts';
import type { Surface, Tool } from '../../surface/surface.ts';

/** The result as the client gets it: what its backend promised, or that it did not keep its promise. */
export type KeepContract = (surface: Surface, tool: Tool, result: CallResult) => CallResult;

const longestProblem = 500;

/**
 * Holds results against the output schemas of their tools ("Output Schema": servers must provide what conforms). One that
 * breaks it is shown whole, as text, and as an error that says what is wrong: a client that checks would refuse it and
 * show nothing, and one that does not would go on with what it misreads.
 */
export function keepContracts({
  log,
  metrics,
}: {
  readonly log: Log;
  readonly metrics: Metrics;
}): KeepContract {
  const broken = metrics.counter(
    'reshapr_mcp_broken_contracts_total',
    'Results of tools that were not what their output schema promises.',
  );
  const told = new WeakSet<Tool>();

  return (surface, tool, result) => {
    const { structuredContent, isError, content } = result;
    if (tool.checkResult === undefined || structuredContent === undefined || isError) return result;
    const problems = tool.checkResult(structuredContent).map((problem) => problem.slice(0, longestProblem));
    if (problems.length === 0) return result;
    broken.add(1);
    // Once for each tool: a backend that is not what its description says answers so every time.
    if (!told.has(tool))
      log.warn('a backend breaks its contract', { endpoint: surface.id, tool: tool.name, problems });
    told.add(tool);
    const lines = problems.map((problem) => `- ${problem}`).join('\n');
    const text = `The answer of ${tool.name} is not what its output schema promises:\n${lines}\nThe answer as it came:`;
    const { structuredContent: _, ...rest } = result;
    return { ...rest, content: [{ type: 'text', text }, ...content], isError: true };
  };
}
