import type { HttpCall } from '../../../snapshot/index.ts';
import { argumentOf, type ToolArguments } from './arguments.ts';
import { requestBody } from './body.ts';
import type { Endpoint } from './endpoint.ts';
import { cookiePairs, headerValue } from './headers.ts';
import { expandPath, type PathTemplate, pathTemplate } from './path.ts';
import { queryPairs } from './query.ts';

/** One HTTP request, complete but for the credentials and what the gateway adds to every request. */
export interface BackendRequest {
  readonly method: HttpCall['method'];
  /** Path and query as they stand in the request line: visible ASCII. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

/** What a call needs to know of itself, found out once. */
interface Prepared {
  readonly path: PathTemplate;
  /** Arguments that are parts of the request by name. */
  readonly named: ReadonlySet<string>;
}

const prepared = new WeakMap<HttpCall, Prepared>();

/**
 * Makes the request of one call: pure, by the rules of OpenAPI 3.1 (4.8.12 and the appendices B to E). Throws a
 * Problem, `argumentRefused`, for an argument that is missing or has no safe form where it goes.
 */
export function buildRequest(call: HttpCall, args: ToolArguments, endpoint: Endpoint): BackendRequest {
  const { path: template, named } = prepare(call);
  const headers: Record<string, string> = {};
  if (call.accept !== undefined) headers['accept'] = call.accept;
  const pairs: string[] = [];
  const cookies: string[] = [];
  for (const parameter of call.parameters) {
    if (parameter.in === 'path') continue;
    const value = argumentOf(args, parameter.argument);
    if (parameter.in === 'query') pairs.push(...queryPairs(parameter.name, parameter, value));
    else if (parameter.in === 'cookie') cookies.push(...cookiePairs(parameter, value));
    else {
      const text = headerValue(parameter, value);
      if (text !== undefined) headers[parameter.name.toLowerCase()] = text;
    }
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const body = call.body === undefined ? undefined : requestBody(call.body, args, named);
  if (body !== undefined) headers['content-type'] = body.contentType;
  const path = withQuery(endpoint.basePath + expandPath(template, args), pairs);
  return { method: call.method, path, headers, body: body?.content };
}

function prepare(call: HttpCall): Prepared {
  let known = prepared.get(call);
  if (known === undefined) {
    const { parameters, body } = call;
    const ofParts = Object.values(body?.parts ?? {}).flatMap(({ file, headers = [] }) =>
      [file ?? [], headers].flat(),
    );
    const holders = [...parameters, ...(body?.properties ?? []), ...ofParts];
    const named = new Set(holders.flatMap(({ argument }) => argument ?? []));
    known = { path: pathTemplate(call), named };
    prepared.set(call, known);
  }
  return known;
}

function withQuery(path: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
