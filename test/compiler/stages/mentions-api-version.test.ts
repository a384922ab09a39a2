import { expect, it } from 'vitest';
import { mentionsApiVersion } from '../../../src/compiler/stages/mentions-api-version.ts';

it.each([
  ['apiVersion: x', true],
  ['\uFEFFapiVersion: x', true],
  ['# a comment\r\n\r\napiVersion : x', true],
  ['{"kind":"Service","apiVersion":"x"}', true],
  ["{ 'apiVersion': x }", true],
  ['? apiVersion\n: x', false],
  ['the apiVersion is old: x', false],
  ['myapiVersion: x', false],
  ['apiVersions: x', false],
  ['openapi: 3.1.0', false],
  ['', false],
])('%j: %s', (text, expected) => {
  expect(mentionsApiVersion(Buffer.from(text))).toBe(expected);
});

it.each([
  ['little', (text: string) => Buffer.from(text, 'utf16le')],
  ['big', (text: string) => Buffer.from(text, 'utf16le').swap16()],
])('sees a manifest in UTF-16, %s end first', (_, encode) => {
  expect(mentionsApiVersion(encode('\uFEFFapiVersion: x'))).toBe(true);
});

it('reads 5 MB of blank lines and of near misses in one pass', () => {
  expect(mentionsApiVersion(Buffer.alloc(5_000_000, '\n'))).toBe(false);
  expect(mentionsApiVersion(Buffer.alloc(5_000_000, '\n"apiVersion  '))).toBe(false);
});
