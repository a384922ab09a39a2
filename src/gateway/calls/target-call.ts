import type { ToolOf } from '../../snapshot/index.ts';
import { wrongArguments } from '../mcp/call/wrong-arguments.ts';
import type { CallTool } from '../mcp/options.ts';
import type { CallResult } from '../surface/call-result.ts';
import type { InputRequired } from '../surface/input-required.ts';
import type { Surface } from '../surface/surface.ts';
import { fillTemplate } from './fill-template.ts';

/** Calls the target of a declarative custom tool; what its template makes is checked as a client's arguments are. */
export async function callTarget(
  surface: Surface,
  { call }: ToolOf<'tool'>,
  args: Record<string, unknown>,
  context: Parameters<CallTool>[3],
  answer: CallTool,
): Promise<CallResult | InputRequired> {
  const target = surface.targets.get(call.target);
  if (target === undefined) throw new Error(`the surface lacks the target ${call.target}`);
  const filled = fillTemplate(call.arguments, args);
  const problems = target.check(filled);
  if (problems.length > 0) return { ...wrongArguments(target.name, problems), upstreamMs: 0 };
  return answer(surface, target, filled, context);
}
