import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { InputAnswer, InputRequest, InputRequired } from '../../surface/input-required.ts';

type Mode = InputRequest['mode'];

/** The ways in which a client can ask its user. */
export type InputModes = ReadonlySet<Mode>;

/** What a client declares under `elicitation`; nothing inside of it means forms ("Elicitation: Capabilities"). */
export function inputModesOf(capabilities: unknown): InputModes {
  const elicitation = isJsonObject(capabilities) ? capabilities.elicitation : undefined;
  if (!isJsonObject(elicitation)) return new Set();
  const { form, url } = elicitation;
  const modes: Mode[] = isJsonObject(url) ? ['url'] : [];
  if (isJsonObject(form) || !isJsonObject(url)) modes.push('form');
  return new Set(modes);
}

/** The modes of these requests that the client does not have. */
export function missingModes({ requests }: InputRequired, modes: InputModes): Mode[] {
  const asked = new Set(Object.values(requests).map(({ mode }) => mode));
  return [...asked].filter((mode) => !modes.has(mode)).sort();
}

/** The parameters of `elicitation/create`. */
export function elicitationOf(request: InputRequest): object {
  const { mode, message } = request;
  if (mode === 'form') return { mode, message, requestedSchema: request.schema };
  return { mode, message, url: request.url, elicitationId: request.elicitationId };
}

/** An `ElicitResult`; undefined when it is none. */
export function readAnswer(value: unknown): InputAnswer | undefined {
  if (!isJsonObject(value)) return undefined;
  const { action, content = {} } = value;
  if (action !== 'accept' && action !== 'decline' && action !== 'cancel') return undefined;
  if (action !== 'accept') return { action, content: {} };
  return isFormContent(content) ? { action, content } : undefined;
}

function isFormContent(content: unknown): content is InputAnswer['content'] {
  return isJsonObject(content) && Object.values(content).every(isFormValue);
}

function isFormValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * `inputResponses` of 2026-07-28: answers by key. What is no object is refused; what is another kind of answer is left
 * out, since nothing here asks for it. Undefined when they cannot be read.
 */
export function readAnswers({ inputResponses }: JsonObject): ReadonlyMap<string, InputAnswer> | undefined {
  if (inputResponses === undefined) return new Map();
  if (!isJsonObject(inputResponses) || !Object.values(inputResponses).every(isJsonObject)) return undefined;
  const answers = Object.entries(inputResponses).flatMap(([key, value]): [string, InputAnswer][] => {
    const answer = readAnswer(value);
    return answer === undefined ? [] : [[key, answer]];
  });
  return new Map(answers);
}
