import type { IncomingHttpHeaders } from 'node:http';
import {
  type ExpositionObject,
  type HeaderDirection,
  type HeaderPolicy,
  isHeaderName,
  whyNeverPasses,
  whyNeverTaken,
} from '../../snapshot/index.ts';
import { type CallerFacts, forwardingHeaders } from './forwarding.ts';
import type { Result } from './result.ts';

type Headers = Readonly<Record<string, string>>;
type Passes = HeaderPolicy['request'];

/** Characters of one value that passes; a header with a longer one is left out. */
const longestValue = 8192;

/** The headers, by lower-case name, that a backend gets of the client's request, credentials apart. */
export function headersForBackend({ backend }: ExpositionObject, caller: CallerFacts): Headers {
  const policy = backend.headers;
  const forwarded = forwardingHeaders(caller);
  if (policy === undefined) return forwarded;
  const told = Object.entries(forwarded).filter(([name]) => !policy.withheld?.includes(name));
  return { ...passed('request', policy.request, caller.headers), ...Object.fromEntries(told) };
}

/** A result with the headers that the client gets of the backend's answer. */
export function withHeadersOf(
  answered: IncomingHttpHeaders,
  result: Result,
  { backend }: ExpositionObject,
): Result {
  const headers = passed('response', backend.headers?.response, answered);
  return Object.keys(headers).length === 0 ? result : { ...result, headers };
}

/** What never passes is left out here again, whoever signed the policy. */
function passed(direction: HeaderDirection, passes: Passes = [], headers: IncomingHttpHeaders = {}): Headers {
  if (passes.length === 0) return {};
  const ofConnection = new Set(
    (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()),
  );
  const found = passes.flatMap(({ from, to }): [string, string][] => {
    const value = plainValue(headers, from);
    const isBarred =
      ofConnection.has(from) ||
      !isHeaderName(to) ||
      whyNeverTaken(direction, from) !== undefined ||
      whyNeverPasses(direction, to) !== undefined;
    return value === undefined || isBarred ? [] : [[to, value]];
  });
  return Object.fromEntries(found);
}

/** Undefined when there is none, or it is no plain text. */
function plainValue(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const text = Array.isArray(value) ? value.join(', ') : value;
  return text !== undefined && text.length <= longestValue && /^[\t\x20-\x7e]*$/.test(text)
    ? text
    : undefined;
}
