/** Of the client's request to the backend, or of the backend's answer to the client. */
export type HeaderDirection = 'request' | 'response';

/** RFC 9110, 7.6.1, and what frames a message. */
const connection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const message = new Set(['content-encoding', 'content-type']);
const ofClients = new Set(['accept', 'accept-encoding']);
/** What a browser or a client takes as said by the gateway about itself. */
const ofServers =
  /^(access-control-.*|alt-svc|clear-site-data|date|set-cookie|strict-transport-security|www-authenticate)$/;

/** Headers of a request that the gateway makes itself, of what it knows of the client; a policy may withhold them. */
export const forwardedNames: readonly string[] = [
  'forwarded',
  'x-forwarded-for',
  'traceparent',
  'tracestate',
];

/** Why a header never passes between client and backend under this name, whatever a policy says. Undefined when it may. */
export function whyNeverPasses(direction: HeaderDirection, header: string): string | undefined {
  const name = header.toLowerCase();
  if (connection.has(name)) return 'it belongs to a single connection';
  if (message.has(name)) return 'it describes the message, which the gateway makes anew';
  if (name.startsWith('mcp-')) return 'it belongs to MCP';
  if (name.startsWith('x-reshapr-')) return 'it is for the gateway itself';
  if (direction === 'response')
    return ofServers.test(name) ? 'clients take it as said of the gateway' : undefined;
  if (ofClients.has(name)) return 'it asks for the form of the answer, which the gateway reads';
  return forwardedNames.includes(name) ? 'the gateway makes it itself' : undefined;
}

/** As `whyNeverPasses`, for a header of the client that would be sent on. Its own token stays with the gateway. */
export function whyNeverTaken(direction: HeaderDirection, header: string): string | undefined {
  if (direction === 'request' && header.toLowerCase() === 'authorization')
    return 'it is what the caller shows to the gateway';
  return whyNeverPasses(direction, header);
}

/** Whether a text may be the name of a header (RFC 9110, 5.6.2, `token`). */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}
