import { isUtf8 } from 'node:buffer';
import { audited } from './audited.ts';
import { callStream } from './call/call-stream.ts';
import type { Exchange, McpCore } from './core.ts';
import { checkPostMediaTypes } from './http/media-types.ts';
import { type Body, readBody } from './http/read-body.ts';
import { type Answer, emptyAnswer, faultAnswer, type Reply } from './rpc/answer.ts';
import { hasDuplicateKeys } from './rpc/duplicate-keys.ts';
import { errorCodes, type Fault, invalidRequest, unavailable } from './rpc/fault.ts';
import { type Message, type RpcRequest, readMessage } from './rpc/message.ts';
import { admit } from './session-era/admit.ts';
import { serveBatch } from './session-era/serve-batch.ts';
import { serveSessionRequest, takeNotification, takeResponse } from './session-era/serve-session.ts';
import { headerMismatch } from './stateless-era/check-headers.ts';
import { claimsStatelessVersion } from './stateless-era/envelope.ts';
import { serveStateless } from './stateless-era/serve-stateless.ts';
import { statelessVersions } from './versions.ts';

/** An answer, and what it answers, for metrics. */
export interface Served {
  readonly method: string;
  readonly reply: Reply;
}

/** POST: one JSON-RPC message, of either era. Undefined when the client went away while it was sending. */
export async function servePost(core: McpCore, exchange: Exchange): Promise<Served | undefined> {
  const unacceptable = checkPostMediaTypes(exchange.request.headers);
  if (unacceptable !== undefined) return unread(unacceptable);
  const body = await readBody(exchange.request, core.limits.bodyBytes, core.bodies);
  try {
    return await serveBody(core, exchange, body);
  } finally {
    core.bodies.give(body.taken);
  }
}

async function serveBody(core: McpCore, exchange: Exchange, body: Body): Promise<Served | undefined> {
  if (body.type === 'gone') return undefined;
  if (body.type === 'too-large') {
    const message = `Payload Too Large: a body has at most ${core.limits.bodyBytes} bytes`;
    return unread(invalidRequest(413, message, { connection: 'close' }));
  }
  if (body.type === 'no-room') {
    const { headers, ...fault } = unavailable('The gateway takes no more large requests at the moment');
    return unread({ ...fault, headers: { ...headers, connection: 'close' } });
  }
  const parsed = parseJson(body.bytes);
  if (parsed === undefined) return unread(parseFault);
  if (hasDuplicateKeys(parsed.text, parsed.value)) return unread(duplicateFault);
  if (Array.isArray(parsed.value)) {
    return { method: 'batch', reply: await serveBatch(core, exchange, parsed.value) };
  }
  const message = readMessage(parsed.value);
  const method = 'method' in message ? message.method : 'none';
  return { method, reply: await serve(core, exchange, message) };
}

/** The answer to a request whose message was never read. */
export function unread(fault: Fault): Served {
  return { method: 'none', reply: faultAnswer(fault) };
}

const parseFault: Fault = {
  status: 400,
  code: errorCodes.parseError,
  message: 'Parse error: the body is not JSON in UTF-8',
};

const duplicateFault = invalidRequest(400, 'Invalid Request: an object of the body has a key twice');

function parseJson(bytes: Buffer): { readonly text: string; readonly value: unknown } | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function serve(core: McpCore, exchange: Exchange, message: Message): Reply | Promise<Reply> {
  switch (message.type) {
    case 'invalid':
      return faultAnswer(invalidRequest(400, `Invalid Request: ${message.problem}`), message.idJson);
    case 'response': {
      if (namesStatelessVersion(exchange)) return emptyAnswer(202);
      const admission = admit(core, exchange);
      if (admission.type === 'refused') return faultAnswer(admission.fault);
      return takeResponse(core, admission.session, message);
    }
    case 'notification': {
      // Stateless versions know no notification of a client over HTTP; whatever comes is taken and means nothing.
      if (namesStatelessVersion(exchange) || claimsStatelessVersion(message.params)) return emptyAnswer(202);
      const admission = admit(core, exchange);
      if (admission.type === 'refused') return faultAnswer(admission.fault);
      return takeNotification(core, admission.session, message);
    }
    case 'request':
      return audited(core, exchange, message, () => serveRequest(core, exchange, message));
  }
}

function serveRequest(core: McpCore, exchange: Exchange, request: RpcRequest): Reply | Promise<Reply> {
  if (request.method !== 'tools/call') return serveOne(core, exchange, request);
  return serveCall(core, exchange, request);
}

async function serveCall(core: McpCore, exchange: Exchange, request: RpcRequest): Promise<Reply> {
  const stream = callStream(core, exchange);
  const reply = await serveOne(core, { ...exchange, stream }, request);
  return reply.type === 'answer' ? stream.finish(reply) : reply;
}

function serveOne(core: McpCore, exchange: Exchange, request: RpcRequest): Reply | Promise<Reply> {
  if (core.flights.draining()) {
    return faultAnswer(unavailable('The gateway is shutting down'), request.idJson);
  }
  const isStateless = claimsStatelessVersion(request.params);
  if (request.method === 'initialize' && !isStateless) return beginSession(core, exchange, request);
  if (isStateless || namesStatelessVersion(exchange)) return serveStateless(core, exchange, request);
  const admission = admit(core, exchange);
  if (admission.type === 'refused') return faultAnswer(admission.fault, request.idJson);
  return serveSessionRequest(core, exchange, admission.session, request);
}

/** The one request that comes before there is a session, and whose version is in its body. */
function beginSession(core: McpCore, exchange: Exchange, request: RpcRequest): Answer | Promise<Answer> {
  if (namesStatelessVersion(exchange)) {
    const fault = headerMismatch('MCP-Protocol-Version names a version without initialize');
    return faultAnswer(fault, request.idJson);
  }
  return serveSessionRequest(core, exchange, undefined, request);
}

function namesStatelessVersion({ request }: Exchange): boolean {
  return statelessVersions.includes(String(request.headers['mcp-protocol-version']).trim());
}
