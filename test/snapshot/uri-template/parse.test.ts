import { expect, test } from 'vitest';
import { isTemplateFault, isUri, parseUriTemplate, variablesOf } from '../../../src/snapshot/index.ts';

test.each([
  ['a://{id}', ['id']],
  ['a://{+path}/{file:10}{?q*,page}', ['path', 'file', 'q', 'page']],
  ['a://{a.b}{%41_1}', ['a.b', '%41_1']],
  ['a://none', []],
  ['a://{x}/{x}', ['x']],
])('the variables of %s', (text, names) => {
  const parsed = parseUriTemplate(text);
  expect(isTemplateFault(parsed) ? parsed : variablesOf(parsed)).toEqual(names);
});

test.each([
  ['a://{id', "a '{' is not closed", 4],
  ['a://id}', "'}' may not stand outside of braces", 6],
  ['a://{}', "'{}' names no variable", 4],
  ['a://{x,}', "'{x,}' names no variable", 4],
  ['a://{a b}', "'a b' is no name of a variable", 4],
  ['a://{a{b}}', "'a{b' is no name of a variable", 4],
  ['a://{x:0}', "'x:0' is no name of a variable", 4],
  ['a://{x:10000}', "'x:10000' is no name of a variable", 4],
  ['a://{=x}', "'{=' has no meaning (reserved by RFC 6570)", 4],
  ['a://b c{x}', "' ' may not stand outside of braces", 5],
  ['a://%zz{x}', "'%' may not stand outside of braces", 4],
  [`a:${'b'.repeat(2000)}`, 'it is longer than 1024 characters', 1024],
])('%s is no template', (text, problem, index) => {
  expect(parseUriTemplate(text)).toEqual({ problem, index });
});

test.each([
  ['orders://latest', true],
  ['urn:isbn:0451450523', true],
  ['file:///a%20b?x=1#y', true],
  ['ui://app/view.html', true],
  ['orders', false],
  ['://x', false],
  ['1a:x', false],
  ['a:', false],
  ['a:b c', false],
  ['a:b%2', false],
  ['a:{id}', false],
  ['a:é', false],
])('%s is a URI: %s', (text, expected) => {
  expect(isUri(text)).toBe(expected);
});
