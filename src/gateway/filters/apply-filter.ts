import { isJsonObject, type Json } from '../../kernel/index.ts';
import type { FilterObject } from '../../snapshot/index.ts';
import type { CallResult } from '../surface/call-result.ts';
import { type Filtered, filterText } from './filter-text.ts';

export interface FilteredResult {
  readonly result: CallResult;
  /** Why the filter failed, for the log; no part of the answer is in it. */
  readonly failure?: string;
}

/**
 * A result with its texts filtered, error results too. A filter that fails leaves the result as it is (`open`) or
 * withholds it (`closed`). The filtered value is also the `structuredContent` where there was one: as it is when it
 * is an object, else as `{result: …}`, and not at all as TOON. A filtered tool lists no output schema. Images and audio
 * fail a filter, as every answer does that is no JSON.
 */
export function applyFilter(result: CallResult, filter: FilterObject): FilteredResult {
  const { structuredContent, ...rest } = result;
  let value: Json | undefined;
  const content: CallResult['content'][number][] = [];
  for (const part of result.content) {
    const filtered: Filtered =
      part.type === 'text'
        ? filterText(part.text, filter)
        : { type: 'failed', why: `the answer is ${part.mimeType}, not JSON` };
    if (filtered.type === 'failed') {
      const shown = filter.failure === 'open' ? result : withheld(result, filter.tool, filtered.why);
      return { result: shown, failure: filtered.why };
    }
    content.push({ type: 'text', text: filtered.text });
    value = filtered.value;
  }
  if (structuredContent === undefined || value === undefined) return { result: { ...rest, content } };
  const structured = isJsonObject(value) ? value : { result: value };
  return { result: { ...rest, content, structuredContent: structured } };
}

function withheld({ isError, upstreamMs }: CallResult, tool: string, why: string): CallResult {
  const what = isError ? `The call of ${tool} failed, and` : `The answer of ${tool} is withheld:`;
  const text = `${what} its filter cannot be applied: ${why}.`;
  return { content: [{ type: 'text', text }], isError: true, upstreamMs };
}
