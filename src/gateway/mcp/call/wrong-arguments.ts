import type { CallResult } from '../../surface/call-result.ts';

const mostProblems = 20;
const longestProblem = 500;

/**
 * The result for arguments that do not fit the input schema. A result and no error, so that the model reads it and
 * tries again ("Tools: Error Handling").
 */
export function wrongArguments(
  toolName: string,
  problems: readonly string[],
): Omit<CallResult, 'upstreamMs'> {
  const lines = problems.slice(0, mostProblems).map((problem) => `- ${problem.slice(0, longestProblem)}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`- and ${more} more`);
  const text = `The arguments of ${toolName} do not fit its input schema:\n${lines.join('\n')}`;
  return { content: [{ type: 'text', text }], isError: true };
}
