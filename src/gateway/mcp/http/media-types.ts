import type { IncomingHttpHeaders } from 'node:http';
import { type Fault, invalidRequest } from '../rpc/fault.ts';

/**
 * Is this media type among those of an `Accept` header (RFC 9110, 12.5.1)? No header accepts all. Weights are not
 * compared, only `q=0` excludes, because there is never a choice between two forms.
 */
function accepts(accept: string | undefined, type: 'application/json' | 'text/event-stream'): boolean {
  if (accept === undefined) return true;
  const family = `${type.slice(0, type.indexOf('/'))}/*`;
  return accept.split(',').some((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (name !== type && name !== family && name !== '*/*') return false;
    return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

/** A POST brings uncompressed JSON and takes JSON (2025-11-25 and 2026-07-28, "Sending Messages"). */
export function checkPostMediaTypes(headers: IncomingHttpHeaders): Fault | undefined {
  if (!isJson(headers['content-type'])) {
    return invalidRequest(415, 'Unsupported Media Type: Content-Type must be application/json');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return invalidRequest(415, 'Unsupported Media Type: the body must not be compressed', {
      'accept-encoding': 'identity',
    });
  }
  if (!accepts(headers.accept, 'application/json')) {
    return invalidRequest(
      406,
      'Not Acceptable: Accept must list both application/json and text/event-stream',
    );
  }
  return undefined;
}

/** An event stream only goes to who can read one. */
export function checkStreamAccept(headers: IncomingHttpHeaders): Fault | undefined {
  if (accepts(headers.accept, 'text/event-stream')) return undefined;
  return invalidRequest(406, 'Not Acceptable: Accept must list text/event-stream');
}
