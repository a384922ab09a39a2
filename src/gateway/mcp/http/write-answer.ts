import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AccessDecision } from '../access.ts';
import type { Answer } from '../rpc/answer.ts';

/** Sends an answer; does nothing when the client is gone. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const { body, contentType } = answer;
  const headers: OutgoingHttpHeaders = { ...answer.headers };
  if (contentType !== undefined) headers['content-type'] = contentType;
  else if (body.length > 0) headers['content-type'] = 'application/json';
  if (answer.status !== 204) headers['content-length'] = lengthOf(body);
  response.writeHead(answer.status, headers);
  if (body.every((part) => typeof part === 'string')) {
    response.end(body.join(''));
    return;
  }
  response.cork();
  for (const part of body) response.write(part);
  response.end();
  response.uncork();
}

/** Sends what the access check answers in place of the endpoint. */
export function writeRefusal(
  response: ServerResponse,
  { status, headers, body = '' }: Extract<AccessDecision, { type: 'refused' }>,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** In bytes. */
export function lengthOf(body: Answer['body']): number {
  let length = 0;
  for (const part of body) length += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  return length;
}
