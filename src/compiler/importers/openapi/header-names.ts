const reservedHeaders = new Set(['accept', 'content-type', 'authorization']);

/** Headers of the connection or of the gateway itself (RFC 9110, 7.6.1), which no argument may set. */
const ownedHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
]);

/** Headers whose parameters are to be ignored (OpenAPI 3.1, 4.8.12.2.1). */
export function isReservedHeader(name: string): boolean {
  return reservedHeaders.has(name.toLowerCase());
}

/** Why no argument can be this header; undefined when it can. */
export function headerFault(name: string): string | undefined {
  if (ownedHeaders.has(name.toLowerCase())) return 'this header is set by the gateway';
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) ? undefined : 'this is no name of a header';
}
