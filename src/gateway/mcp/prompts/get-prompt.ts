import { isJsonObject } from '../../../kernel/index.ts';
import { fillPlaceholders, type PromptObject } from '../../../snapshot/index.ts';
import type { Exchange } from '../core.ts';
import { type Answer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import type { ResultFrame } from '../surface-json.ts';

/** Characters of a prompt with its arguments in it. */
const longestPrompt = 10 * 1024 * 1024;

/**
 * `prompts/get`: the text of a prompt with its arguments in it, as one message of the user. Unlike reShapr, an unknown
 * prompt and a required argument that is missing are errors ("Prompts: Error Handling").
 */
export function getPrompt({ surface }: Exchange, { idJson, params }: RpcRequest, frame: ResultFrame): Answer {
  const refuse = (message: string): Answer => faultAnswer(invalidParams(message), idJson);
  const { name, arguments: given = {} } = params;
  if (typeof name !== 'string') return refuse('"name" must be a string');
  const prompt = surface.prompts.get(name)?.object;
  if (prompt === undefined) return refuse(`Unknown prompt: ${name.slice(0, 128)}`);
  if (!isJsonObject(given)) return refuse('"arguments" must be an object');
  const wrong = Object.keys(given).filter((key) => typeof given[key] !== 'string');
  if (wrong.length > 0) return refuse(`Arguments must be strings: ${shown(wrong)}`);
  const missing = (prompt.arguments ?? []).filter(
    (argument) => argument.required === true && !Object.hasOwn(given, argument.name),
  );
  if (missing.length > 0) {
    return refuse(`Missing required arguments: ${shown(missing.map((argument) => argument.name))}`);
  }
  const texts = new Map(Object.entries(given as Record<string, string>));
  const unlisted = (prompt.arguments ?? []).find(({ name, enum: values }) => {
    const value = texts.get(name);
    return value !== undefined && values?.includes(value) === false;
  });
  if (unlisted !== undefined) return refuse(`${unlisted.name} must be one of: ${shown(unlisted.enum ?? [])}`);
  const text = textOf(prompt, texts);
  if (text === undefined) return refuse(`The prompt would have more than ${longestPrompt} characters`);
  const { description } = prompt;
  const result = {
    ...(description === undefined ? {} : { description }),
    messages: [{ role: 'user', content: { type: 'text', text } }],
  };
  return resultAnswer(idJson, [frame.open, JSON.stringify(result).slice(1, -1), frame.close]);
}

/** Only a prompt with arguments is a template (reShapr's rule); what is not given stays as it is. */
function textOf(
  { template, arguments: declared }: PromptObject,
  given: ReadonlyMap<string, string>,
): string | undefined {
  return declared === undefined ? template : fillPlaceholders(template, given, longestPrompt);
}

function shown(names: readonly string[]): string {
  return names
    .slice(0, 10)
    .map((name) => name.slice(0, 128))
    .join(', ');
}
