import { describe, expect, it } from 'vitest';
import { cookiePairs, headerValue } from '../../../../src/gateway/backends/request/headers.ts';
import { pathValue } from '../../../../src/gateway/backends/request/path.ts';
import { queryPairs } from '../../../../src/gateway/backends/request/query.ts';
import type { HttpParameter } from '../../../../src/snapshot/index.ts';

type Style = HttpParameter['style'];

/** The values of OpenAPI 3.1.2, 4.8.12.4 "Style Examples". `null` is one that RFC 6570 calls undefined. */
const string = 'blue';
const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function parameter(place: HttpParameter['in'], style: Style, explode: boolean): HttpParameter {
  return { argument: 'color', in: place, name: 'color', style, explode };
}

describe('the table of style examples, in a path', () => {
  it.each<[Style, boolean, string, string, string, string]>([
    ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
    ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
    ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
    ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
    ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['simple', true, '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ])('%s, explode %s', (style, explode, ...expected) => {
    const how = parameter('path', style, explode);
    expect([null, string, array, object].map((value) => pathValue(how, value))).toEqual(expected);
  });
});

describe('empty texts, which are not undefined (RFC 6570, 2.3 and 3.2.1)', () => {
  it.each<[Style, boolean, string, string, string]>([
    ['matrix', false, ';color', ';color=,a', ';color=R,'],
    ['matrix', true, ';color', ';color;color=a', ';R'],
    ['label', true, '.', '..a', '.R='],
    ['simple', false, '', ',a', 'R,'],
    ['simple', true, '', ',a', 'R='],
  ])('%s, explode %s', (style, explode, ...expected) => {
    const how = parameter('path', style, explode);
    expect(['', ['', 'a'], { R: '' }].map((value) => pathValue(how, value))).toEqual(expected);
  });
});

/**
 * The column `undefined` has `color=` there; a parameter that is not given is left out all the same, as appendix C
 * has it ("need to leave out the `formulas` object entirely") and RFC 6570 (3.2.1).
 */
describe('the table of style examples, in a query', () => {
  it.each<[Style, boolean, string, string, string]>([
    ['form', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
    ['form', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
    [
      'spaceDelimited',
      false,
      'color=blue',
      'color=blue%20black%20brown',
      'color=R%20100%20G%20200%20B%20150',
    ],
    ['spaceDelimited', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
    ['pipeDelimited', false, 'color=blue', 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['pipeDelimited', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
    [
      'deepObject',
      true,
      'color=blue',
      'color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown',
      'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    ],
    [
      'deepObject',
      false,
      'color=blue',
      'color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown',
      'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    ],
  ])('%s, explode %s', (style, explode, ...expected) => {
    const how = parameter('query', style, explode);
    const written = [string, array, object].map((value) => queryPairs('color', how, value).join('&'));
    expect(written).toEqual(expected);
    expect([null, undefined, [], {}].map((value) => queryPairs('color', how, value))).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });
});

describe('the table of style examples, in a header', () => {
  it.each<[boolean, string, string, string]>([
    [false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    [true, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ])('simple, explode %s', (explode, ...expected) => {
    const how = parameter('header', 'simple', explode);
    expect([string, array, object].map((value) => headerValue(how, value))).toEqual(expected);
    expect([null, undefined, [], {}].map((value) => headerValue(how, value))).toEqual(
      Array(4).fill(undefined),
    );
  });
});

/** As in a query, but for `&`, which is never right in a cookie (appendix D). */
describe('the table of style examples, in a cookie', () => {
  it.each<[boolean, string, string, string]>([
    [false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
    [true, 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'],
  ])('form, explode %s', (explode, ...expected) => {
    const how = parameter('cookie', 'form', explode);
    const written = [string, array, object].map((value) => cookiePairs(how, value).join('; '));
    expect(written).toEqual(expected);
  });
});

/** `collectionFormat` of OpenAPI 2.0, which has delimiters in every place. */
describe('the delimiters of 2.0', () => {
  it.each<[Style, string, string, string]>([
    ['spaceDelimited', 'blue%20black%20brown', 'color=blue%20black%20brown', 'blue black brown'],
    ['tabDelimited', 'blue%09black%09brown', 'color=blue%09black%09brown', 'blue\tblack\tbrown'],
    ['pipeDelimited', 'blue%7Cblack%7Cbrown', 'color=blue%7Cblack%7Cbrown', 'blue|black|brown'],
  ])('%s', (style, path, query, header) => {
    expect(pathValue(parameter('path', style, false), array)).toBe(path);
    expect(queryPairs('color', parameter('query', style, false), array)).toEqual([query]);
    expect(headerValue(parameter('header', style, false), array)).toBe(header);
  });
});
