import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { isDeeperThan } from '../../mcp/call/nesting.ts';
import { textOfContent } from '../decode.ts';
import {
  answeredResult,
  type DecodedAnswer,
  deepest,
  failedResult,
  type Result,
  tooDeep,
} from '../result.ts';

/** Errors of an answer that are shown, and characters of each. */
const mostErrors = 20;
const longestError = 1000;

/**
 * An answer as the client sees it: as GraphQL gives it, `{"data": …}`, both as text and as `structuredContent`. With
 * `errors` it is an error, whatever its status, that says what they are and shows the data that there is all the same.
 */
export function graphqlResult(answer: DecodedAnswer): Result {
  const { status, headers, content } = answer;
  const text = textOfContent(content, headers['content-type']);
  const body = text === undefined ? undefined : parseObject(text);
  if (text === undefined || body === undefined || !isResponse(body)) {
    const shown = answeredResult(answer, 'text');
    if (shown.isError) return shown;
    const why = { type: 'text', text: "The backend's answer is no answer of GraphQL." } as const;
    return { content: [why, ...shown.content], isError: true };
  }
  if (isDeeperThan(body, deepest)) return failedResult({ text: tooDeep });
  const { data } = body;
  const errors = errorsOf(body);
  if (errors.length === 0 && status < 400 && isJsonObject(data))
    return { content: [{ type: 'text', text }], structuredContent: body, isError: false };
  const bare = `The backend answered ${status}${isJsonObject(data) ? '' : ' without data'}.`;
  const reasons = errors.length === 0 ? [bare] : errors;
  const message = { type: 'text', text: reasons.join('\n') } as const;
  if (!isJsonObject(data)) return { content: [message], isError: true };
  const partial = { type: 'text', text: JSON.stringify({ data }) } as const;
  return { content: [message, partial], structuredContent: { data }, isError: true };
}

/** GraphQL, 7.1 Response Format. */
function isResponse(body: JsonObject): boolean {
  return Object.hasOwn(body, 'data') || Array.isArray(body['errors']);
}

function errorsOf({ errors }: JsonObject): string[] {
  if (!Array.isArray(errors) || errors.length === 0) return [];
  const lines = (errors as readonly unknown[]).slice(0, mostErrors).map(errorLine);
  const more = errors.length - lines.length;
  return ['The backend answered with errors:', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])];
}

/** GraphQL, 7.1.2 Errors: a message, the way to the field, and often a code among the extensions. */
function errorLine(error: unknown): string {
  const { message, path, extensions } = isJsonObject(error) ? error : {};
  const facts = [
    Array.isArray(path) ? `at ${path.join('.')}` : undefined,
    isJsonObject(extensions) && typeof extensions['code'] === 'string' ? extensions['code'] : undefined,
  ].filter((fact) => fact !== undefined);
  const said = typeof message === 'string' ? message : JSON.stringify(error);
  const shown = facts.length === 0 ? '' : ` (${facts.join(', ').slice(0, longestError)})`;
  return `- ${said.slice(0, longestError)}${shown}`;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
