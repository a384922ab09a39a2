import { isJsonObject, messageOf } from '../../../kernel/index.ts';
import type { GrpcCall } from '../../../snapshot/index.ts';
import { failedResult, type Result } from '../result.ts';

export interface AnswerLimits {
  /** Messages of a stream. */
  readonly maxMessages: number;
  /** Bytes of all messages, as JSON. */
  readonly maxResultBytes: number;
}

/** The messages of one call, and what they come to. */
export interface Answers {
  /** Takes a message; false when no further one is wanted. */
  add(bytes: Uint8Array): boolean;
  /** The result of a call that ended well. */
  result(): Result;
  /** The result of a call that did not; what came before is told too. */
  failed(text: string): Result;
}

export function collectAnswers(
  call: GrpcCall,
  decode: (bytes: Uint8Array) => unknown,
  { maxMessages, maxResultBytes }: AnswerLimits,
  onMessage?: (count: number, json: string) => void,
): Answers {
  const values: unknown[] = [];
  const texts: string[] = [];
  let size = 0;
  let truncated = false;
  let problem: string | undefined;

  function take(bytes: Uint8Array): boolean {
    let value: unknown;
    let text: string;
    try {
      value = decode(bytes);
      text = JSON.stringify(value);
    } catch (error) {
      problem = `The backend's answer is not the message that its file defines: ${messageOf(error)}.`;
      return false;
    }
    size += Buffer.byteLength(text);
    if (size > maxResultBytes || values.length >= maxMessages) {
      truncated = true;
      return false;
    }
    values.push(value);
    texts.push(text);
    onMessage?.(values.length, text);
    return true;
  }

  function stream(): Result {
    const cut = truncated ? ',"truncated":true' : '';
    const text = `{"messages":[${texts.join(',')}]${cut}}`;
    const structuredContent = { messages: values, ...(truncated ? { truncated } : {}) };
    return { content: [{ type: 'text', text }], structuredContent, isError: false };
  }

  return {
    add: take,
    result: () => {
      if (problem !== undefined) return failedResult({ text: problem });
      if (call.stream === true) return stream();
      if (truncated)
        return failedResult({ text: `The backend's answer is larger than ${maxResultBytes} bytes.` });
      const [value] = values;
      const [text = ''] = texts;
      const structuredContent = call.wrapResult === true ? { result: value } : value;
      const content = [{ type: 'text', text }] as const;
      if (isJsonObject(structuredContent)) return { content, structuredContent, isError: false };
      return failedResult({ text: 'The backend gave no answer.' });
    },
    failed: (text) => {
      const failure = failedResult({ text });
      if (texts.length === 0) return failure;
      const [before] = stream().content;
      return { ...failure, content: [...failure.content, ...(before === undefined ? [] : [before])] };
    },
  };
}
