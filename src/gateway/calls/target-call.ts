import { fillPlaceholders, type TargetCall, type ToolOf } from '../../snapshot/index.ts';
import { failedResult } from '../backends/result.ts';
import { wrongArguments } from '../mcp/call/wrong-arguments.ts';
import type { CallTool } from '../mcp/options.ts';
import type { CallResult } from '../surface/call-result.ts';
import type { InputRequest, InputRequired } from '../surface/input-required.ts';
import type { Surface } from '../surface/surface.ts';
import { askUser } from './ask-user.ts';
import { fillTemplate, leavesOf } from './fill-template.ts';

/** Characters of the message of a form with arguments in it. */
const longestMessage = 4096;

/**
 * Calls the target of a declarative custom tool, after its user has filled in the forms that it has; what its template
 * makes is checked as a client's arguments are. Nothing is called for a user who declines.
 */
export async function callTarget(
  surface: Surface,
  { call }: ToolOf<'tool'>,
  args: Record<string, unknown>,
  context: Parameters<CallTool>[3],
  answer: CallTool,
): Promise<CallResult | InputRequired> {
  const target = surface.targets.get(call.target);
  if (target === undefined) throw new Error(`the surface lacks the target ${call.target}`);
  const asked = askUser(context.input, formsOf(call, args));
  if (asked.type === 'input-required') return asked;
  const refusal = [...asked.answers.values()].find(({ action }) => action !== 'accept');
  if (refusal !== undefined)
    return {
      ...failedResult({ text: `The user ${refusals[refusal.action]}. Nothing was called.` }),
      upstreamMs: 0,
    };
  const elicit = Object.fromEntries([...asked.answers].map(([key, { content }]) => [key, content]));
  const filled = fillTemplate(call.arguments, call.elicit === undefined ? args : { ...args, elicit });
  const problems = target.check(filled);
  if (problems.length > 0) return { ...wrongArguments(target.name, problems), upstreamMs: 0 };
  return answer(surface, target, filled, context);
}

const refusals = { accept: 'agreed', decline: 'declined', cancel: 'did not answer' } as const;

function formsOf(
  { elicit }: TargetCall,
  args: Record<string, unknown>,
): Readonly<Record<string, InputRequest>> {
  if (elicit === undefined) return {};
  const leaves = [...leavesOf(args)].map(([path, value]): [string, string] => [path, shown(value)]);
  const values = new Map(leaves);
  const forms = Object.entries(elicit).map(([key, { message, schema }]): [string, InputRequest] => {
    const text = fillPlaceholders(message, values, longestMessage) ?? message;
    return [key, { mode: 'form', message: text, schema }];
  });
  return Object.fromEntries(forms);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
