import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { Surface } from '../../surface/surface.ts';
import type { Exchange } from '../core.ts';
import { type Answer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import type { ResultFrame } from '../surface-json.ts';
import { variableValues } from './variable-values.ts';

/** Values of one answer, the most that MCP allows. */
const mostValues = 100;

/** Is there anything whose values can be completed? */
export function hasCompletions({ prompts, templates }: Surface): boolean {
  return templates.length > 0 || [...prompts.values()].some(({ object }) => object.arguments !== undefined);
}

/**
 * `completion/complete`: what an argument of a prompt, or a variable of a resource template, may be ("Completion").
 * Values of an argument are those of its `enum`; those of a variable are read from the listed resources.
 */
export function complete({ surface }: Exchange, { idJson, params }: RpcRequest, frame: ResultFrame): Answer {
  const { ref, argument } = params;
  if (!isJsonObject(argument) || typeof argument.name !== 'string' || typeof argument.value !== 'string')
    return faultAnswer(invalidParams('"argument" must have a "name" and a "value", both strings'), idJson);
  const { name, value } = argument;
  const values = isJsonObject(ref) ? valuesOf(surface, ref, name) : undefined;
  if (values === undefined)
    return faultAnswer(invalidParams(`"ref" names no prompt or template with ${name.slice(0, 128)}`), idJson);
  const begun = value.toLowerCase();
  const found = values.filter((each) => each.toLowerCase().startsWith(begun));
  const shown = found.slice(0, mostValues);
  const completion = { values: shown, total: found.length, hasMore: found.length > shown.length };
  return resultAnswer(idJson, [frame.open, `"completion":${JSON.stringify(completion)}`, frame.close]);
}

/** All values; undefined when there is no such argument or variable. */
function valuesOf(surface: Surface, ref: JsonObject, name: string): readonly string[] | undefined {
  if (ref.type === 'ref/prompt' && typeof ref.name === 'string') {
    const declared = surface.prompts.get(ref.name)?.object.arguments ?? [];
    const argument = declared.find((each) => each.name === name);
    return argument && (argument.enum ?? []);
  }
  if (ref.type !== 'ref/resource' || typeof ref.uri !== 'string') return undefined;
  const template = surface.templates.find(({ object }) => object.uri === ref.uri);
  return template && variableValues(surface, template).get(name);
}
