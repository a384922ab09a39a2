import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackendRequest, buildRequest } from '../../../../src/gateway/backends/request/build-request.ts';
import { parseEndpoint } from '../../../../src/gateway/backends/request/endpoint.ts';
import type { HttpBody, HttpCall, HttpParameter } from '../../../../src/snapshot/index.ts';

type Given = Partial<Omit<HttpParameter, 'in' | 'name'>>;

function parameter(place: HttpParameter['in'], name: string, given: Given = {}): HttpParameter {
  const style = place === 'path' || place === 'header' ? 'simple' : 'form';
  return { argument: name, in: place, name, style, explode: style === 'form', ...given };
}

function build(
  call: Partial<HttpCall>,
  args: Record<string, unknown>,
  endpoint = 'http://backend',
): BackendRequest {
  const whole: HttpCall = { protocol: 'http', method: 'GET', path: '/', parameters: [], ...call };
  return buildRequest(whole, args, parseEndpoint(endpoint));
}

function pathOf(path: string, value: unknown, given: Given = {}): string {
  return build({ path, parameters: [parameter('path', 'id', given)] }, { id: value }).path;
}

describe('values in a path', () => {
  it.each<[string, string, unknown, string]>([
    ['text', '/a/{id}', 'blue', '/a/blue'],
    ['a number', '/a/{id}', 12.5, '/a/12.5'],
    ['a large number', '/a/{id}', 1e21, '/a/1e%2B21'],
    ['false', '/a/{id}', false, '/a/false'],
    ['a slash', '/a/{id}/b', 'x/y', '/a/x%2Fy/b'],
    ['query and fragment', '/a/{id}', 'x?y#z', '/a/x%3Fy%23z'],
    ['a percent sign', '/a/{id}', '%2f%2e', '/a/%252f%252e'],
    ['sub-delimiters', '/a/{id}', "!$&'()*+,;=:@", '/a/%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40'],
    ['unreserved characters', '/a/{id}', 'aZ0-._~', '/a/aZ0-._~'],
    ['other scripts', '/a/{id}', 'ü日😀', '/a/%C3%BC%E6%97%A5%F0%9F%98%80'],
    ['half a surrogate pair', '/a/{id}', 'a\ud800b', '/a/a%EF%BF%BDb'],
    ['spaces and line breaks', '/a/{id}', ' \r\n', '/a/%20%0D%0A'],
    ['three dots', '/a/{id}', '...', '/a/...'],
    ['dots between names', '/compare/{id}', 'main...topic', '/compare/main...topic'],
    ['dots beside a literal', '/a/{id}.json', '.', '/a/..json'],
    ['a list in a list', '/a/{id}', ['x', ['y', 1]], '/a/x,%5B%22y%22%2C1%5D'],
    ['null in a list', '/a/{id}', ['x', null, 'y'], '/a/x,y'],
    ['two in a segment', '/a/{id}-{id}', 'x', '/a/x-x'],
  ])('%s', (_, path, value, expected) => {
    expect(pathOf(path, value)).toBe(expected);
  });

  it.each<[string, string, unknown, Given, string]>([
    ['nothing', '/a/{id}', undefined, {}, "argument 'id' is missing"],
    ['null', '/a/{id}', null, {}, "argument 'id' is empty, which would make another path"],
    ['an empty text', '/a/{id}/b', '', {}, "argument 'id' is empty, which would make another path"],
    ['an empty list', '/a/{id}', [], {}, "argument 'id' is empty, which would make another path"],
    ['a dot', '/a/{id}', '.', {}, "argument 'id' would lead to another path"],
    ['two dots', '/a/{id}/b', '..', {}, "argument 'id' would lead to another path"],
    [
      'two dots for a server that decodes twice',
      '/a/{id}',
      '%2e%2e',
      {},
      "argument 'id' would lead to another path",
    ],
    ['two dots from two places', '/a/.{id}', '.', {}, "argument 'id' would lead to another path"],
    ['two dots from a label', '/a/{id}', '.', { style: 'label' }, "argument 'id' would lead to another path"],
    ['a way up', '/a/{id}', 'x/../../y', {}, "argument 'id' would lead to another path"],
    ['a way up with backslashes', '/a/{id}', '..\\x', {}, "argument 'id' would lead to another path"],
    ['a way up in a list', '/a/{id}', ['../x'], {}, "argument 'id' would lead to another path"],
  ])('%s is refused', (_, path, value, given, expected) => {
    expect(() => pathOf(path, value, given)).toThrow(expected);
  });

  it('what every object has is no argument', () => {
    const parameters = [parameter('path', 'constructor'), parameter('query', 'toString')];
    expect(() => build({ path: '/{constructor}', parameters }, {})).toThrow(
      "argument 'constructor' is missing",
    );
    expect(build({ parameters: parameters.slice(1) }, {}).path).toBe('/');
  });

  it('no value ever makes another path', () => {
    const hostile = fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'F', '?', '#', 'a') });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (value) => {
        let path: string;
        try {
          path = pathOf('/a/{id}/b', value);
        } catch {
          return;
        }
        const { pathname, search, hash } = new URL(path, 'http://backend');
        expect([pathname, search, hash]).toEqual([path, '', '']);
        expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', value.toWellFormed(), 'b']);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('paths', () => {
  it.each<[string, string, string, string]>([
    ['below an endpoint', 'http://backend/base/v1', '/a', '/base/v1/a'],
    ['below an endpoint with a slash', 'http://backend/base/', '/a', '/base/a'],
    ['without a slash', 'http://backend', 'a', '/a'],
    ['with a slash at its end', 'http://backend', '/a/', '/a/'],
    ['with characters that no URL has', 'http://backend', '/a b/ü/|[x]', '/a%20b/%C3%BC/%7C%5Bx%5D'],
    ['with triples', 'http://backend', '/a%2Fb/100%', '/a%2Fb/100%25'],
    ['with a query', 'http://backend', '/a?action=list', '/a?action=list&q=1'],
    ['with a fragment', 'http://backend', '/a#list', '/a'],
    ['with braces that are no parameter', 'http://backend', '/a/{b', '/a/%7Bb'],
  ])('%s', (_, endpoint, path, expected) => {
    const parameters = path.includes('?') ? [parameter('query', 'q')] : [];
    expect(build({ path, parameters }, { q: 1 }, endpoint).path).toBe(expected);
  });
});

describe('values in a query', () => {
  it.each<[string, unknown, Given, string]>([
    ['text', 'blue', {}, '?q=blue'],
    ['an empty text', '', {}, '?q='],
    ['zero', 0, {}, '?q=0'],
    ['false', false, {}, '?q=false'],
    ['nothing', undefined, {}, ''],
    ['null', null, {}, ''],
    ['an empty list', [], {}, ''],
    ['an empty list in a row', [], { explode: false }, ''],
    ['an empty object', {}, {}, ''],
    ['nothing but null', [null], {}, ''],
    ['empty texts', ['', ''], {}, '?q=&q='],
    ['delimiters', 'a&b=c+d e', {}, '?q=a%26b%3Dc%2Bd%20e'],
    ['delimiters in a row', ['a,b', 'c|d', 'e f'], { explode: false }, '?q=a%2Cb,c%7Cd,e%20f'],
    ['an object in a list', [{ a: 1 }], {}, '?q=%7B%22a%22%3A1%7D'],
    ['an object with odd names', { 'a&b': 'c' }, {}, '?a%26b=c'],
    ['null in an object', { a: null, b: 1 }, {}, '?b=1'],
    ['reserved characters', "a:/?@!$'()*,;", { allowReserved: true }, "?q=a:/?@!$'()*,;"],
    ['reserved ones that a form uses', 'a&b=c+d', { allowReserved: true }, '?q=a%26b%3Dc%2Bd'],
    ['reserved ones that no query has', '[a]#b', { allowReserved: true }, '?q=%5Ba%5D%23b'],
    ['triples, reserved', '%2F 50% ü', { allowReserved: true }, '?q=%2F%2050%25%20%C3%BC'],
    ['triples', '%2F', {}, '?q=%252F'],
    [
      'nested objects',
      { a: { b: 1, c: [2, 3] } },
      { style: 'deepObject' },
      deep('a][b', '1', 'a][c][', '2', 'a][c][', '3'),
    ],
    ['odd names, nested', { 'a]&': 'x y' }, { style: 'deepObject' }, '?q%5Ba%5D%26%5D=x%20y'],
    ['null, nested', { a: null, b: { c: null } }, { style: 'deepObject' }, ''],
    ['JSON', { a: [1, 'x'] }, { style: 'json' }, '?q=%7B%22a%22%3A%5B1%2C%22x%22%5D%7D'],
    ['a JSON text', 'x', { style: 'json' }, '?q=%22x%22'],
    ['text content', 'x y', { style: 'text' }, '?q=x%20y'],
  ])('%s', (_, value, given, expected) => {
    expect(build({ parameters: [parameter('query', 'q', given)] }, { q: value }).path).toBe(`/${expected}`);
  });

  it('names are encoded, the order is that of the call', () => {
    const parameters = [
      parameter('query', 'filter[name]', { argument: 'filter_name_' }),
      parameter('query', '❤️', { argument: 'heart' }),
      parameter('query', 'a'),
    ];
    const { path } = build({ parameters }, { a: 1, heart: 'love!', filter_name_: 'x' });
    expect(path).toBe('/?filter%5Bname%5D=x&%E2%9D%A4%EF%B8%8F=love%21&a=1');
  });
});

function deep(...pairs: string[]): string {
  const written: string[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const name = (pairs[index] ?? '').replaceAll('][', '%5D%5B');
    written.push(`q%5B${name}%5D=${pairs[index + 1]}`);
  }
  return `?${written.join('&')}`;
}

describe('values in headers', () => {
  it.each<[string, unknown, Given, string | undefined]>([
    ['text, never percent-encoded', 'a b%2F"c"', {}, 'a b%2F"c"'],
    ['a number', 7, {}, '7'],
    ['an empty text', '', {}, ''],
    ['null', null, {}, undefined],
    ['an empty list', [], {}, undefined],
    ['a tab', 'a\tb', {}, 'a\tb'],
    ['other scripts, as bytes of UTF-8', 'ü', {}, '\xc3\xbc'],
    ['JSON', { a: 'b' }, { style: 'json' }, '{"a":"b"}'],
    ['text content', 'a;b', { style: 'text' }, 'a;b'],
  ])('%s', (_, value, given, expected) => {
    const { headers } = build({ parameters: [parameter('header', 'X-Color', given)] }, { 'X-Color': value });
    expect(headers).toEqual(expected === undefined ? {} : { 'x-color': expected });
  });

  it.each<[string, HttpParameter['in'], unknown, Given]>([
    ['CR and LF', 'header', 'a\r\nX-Admin: 1', {}],
    ['LF alone', 'header', 'a\nb', {}],
    ['CR alone', 'header', 'a\rb', {}],
    ['NUL', 'header', 'a\0b', {}],
    ['LF in a list', 'header', ['a', 'b\n'], {}],
    ['LF in a name', 'header', { 'a\n': 1 }, { explode: true }],
    ['LF as text content', 'header', 'a\n', { style: 'text' }],
    ['LF in a cookie', 'cookie', 'a\n', { style: 'text' }],
  ])('%s is refused in a %s', (_, place, value, given) => {
    const parameters = [parameter(place, 'x', given)];
    expect(() => build({ parameters }, { x: value })).toThrow(
      "argument 'x' holds a line break or another control character",
    );
  });

  it('cookies share one header and cannot add another', () => {
    const parameters = [
      parameter('cookie', 'a'),
      parameter('cookie', 'b', { explode: false }),
      parameter('cookie', 'c', { style: 'json' }),
      parameter('cookie', 'd', { style: 'text' }),
    ];
    const { headers } = build({ parameters }, { a: 'x; admin=1', b: [1, 2], c: { k: 'v' }, d: 'raw "text"' });
    expect(headers['cookie']).toBe('a=x%3B%20admin%3D1; b=1,2; c=%7B%22k%22%3A%22v%22%7D; d=raw "text"');
    expect(() => build({ parameters }, { d: 'x; admin=1' })).toThrow(
      "argument 'd' holds the end of a cookie",
    );
  });
});

const json: HttpBody = { contentType: 'application/json', encoding: 'json', required: false };
const form: HttpBody = { ...json, contentType: 'application/x-www-form-urlencoded', encoding: 'form' };
const text: HttpBody = { ...json, contentType: 'text/plain', encoding: 'text' };
const ab = [
  { argument: 'a', property: 'a' },
  { argument: 'body_b', property: 'b' },
];

describe('bodies', () => {
  it.each<[string, HttpBody, Record<string, unknown>, string | undefined]>([
    ['an object by its properties', { ...json, properties: ab }, { a: 1, body_b: null }, '{"a":1,"b":null}'],
    ['no property given', { ...json, properties: ab }, {}, undefined],
    ['no property given, but required', { ...json, properties: ab, required: true }, {}, '{}'],
    [
      'an argument of a parameter is no rest',
      { ...json, properties: ab, rest: true },
      { q: 1, z: 2 },
      '{"z":2}',
    ],
    ['others are no rest unless the body is open', { ...json, properties: ab }, { a: 1, z: 2 }, '{"a":1}'],
    ['a whole list', { ...json, whole: 'body' }, { body: [1, 'x'] }, '[1,"x"]'],
    ['a whole null', { ...json, whole: 'body' }, { body: null }, 'null'],
    ['a whole text, as JSON', { ...json, whole: 'body' }, { body: 'x' }, '"x"'],
    ['no whole', { ...json, whole: 'body' }, {}, undefined],
    ['text', { ...text, whole: 'body' }, { body: 'a\nb' }, 'a\nb'],
    ['a number as text', { ...text, whole: 'body' }, { body: 5 }, '5'],
    ['an empty text', { ...text, whole: 'body' }, { body: '' }, ''],
    ['a form', { ...form, properties: ab }, { a: 'x y', body_b: 2 }, 'a=x+y&b=2'],
    ['a form with lists', { ...form, properties: ab }, { a: ['x', 'y'], body_b: [] }, 'a=x&a=y'],
    ['a form without values', { ...form, properties: ab }, { a: null }, ''],
    ['a whole form', { ...form, whole: 'body' }, { body: { constructor: '~*' } }, 'constructor=%7E*'],
  ])('%s', (_, body, args, expected) => {
    const request = build({ method: 'POST', parameters: [parameter('query', 'q')], body }, args);
    expect(request.body).toBe(expected);
    expect(request.headers['content-type']).toBe(expected === undefined ? undefined : body.contentType);
  });

  it('a form with JSON in it is the one of OpenAPI 3.1.2, 4.8.15.2.1', () => {
    const address = { streetAddress: '123 Example Dr.', city: 'Somewhere', state: 'CA', zip: '99999+1234' };
    const args = { body: { id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', address } };
    expect(build({ method: 'POST', body: { ...form, whole: 'body' } }, args).body).toBe(
      'id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D',
    );
  });

  it('a property of a form travels as its encoding says', () => {
    const encodings = {
      a: { style: 'pipeDelimited', explode: false },
      b: { style: 'deepObject', explode: true },
      c: { style: 'json', explode: true },
      d: { style: 'text', explode: true },
      e: { style: 'form', explode: true, allowReserved: true },
    } as const;
    const value = { a: ['x', 'y z'], b: { k: 'v' }, c: 'x', d: 'a b', e: 'a/b c' };
    const { body } = build({ method: 'POST', body: { ...form, whole: 'body', encodings } }, { body: value });
    expect(body).toBe('a=x%7Cy%20z&b%5Bk%5D=v&c=%22x%22&d=a+b&e=a/b%20c');
  });

  it('a required whole that is missing is refused', () => {
    const body = { ...json, whole: 'body', required: true };
    expect(() => build({ body }, {})).toThrow("argument 'body' is missing");
  });

  it('text that is not ASCII says which charset it is in', () => {
    const typed = (contentType: string, value: string) =>
      build({ body: { ...text, contentType, whole: 'body' } }, { body: value }).headers['content-type'];
    expect(typed('text/plain', 'a')).toBe('text/plain');
    expect(typed('text/plain', 'ü')).toBe('text/plain; charset=utf-8');
    expect(typed('text/plain; charset=utf-8', 'ü')).toBe('text/plain; charset=utf-8');
    expect(typed('application/octet-stream', 'ü')).toBe('application/octet-stream');
  });

  it('there is none when none is declared', () => {
    const { body, headers } = build({ method: 'POST' }, { a: 1 });
    expect([body, headers]).toEqual([undefined, {}]);
  });
});
