import { expect, test } from 'vitest';
import {
  commonUri,
  isTemplateFault,
  parseUriTemplate,
  type TemplateLanguage,
  templateLanguage,
} from '../../../src/snapshot/index.ts';

function language(text: string): TemplateLanguage {
  const parsed = parseUriTemplate(text);
  if (isTemplateFault(parsed)) throw new Error(parsed.problem);
  return templateLanguage(parsed);
}

test.each([
  ['a://{id}', 'a://{name}', 'a://x'],
  ['a://{id}', 'a://fixed', 'a://fixed'],
  ['a://{kind}/index', 'a://docs/{page}', 'a://docs/index'],
  ['a://{+path}', 'a://x/{id}', 'a://x/x'],
  ['a://{id}', 'a://{id}/items', undefined],
  ['a://{id}', 'b://{id}', undefined],
  ['a://orders/{id}', 'a://order/{id}', undefined],
  ['a://s{?q}', 'a://s{?p}', 'a://s'],
  ['a://s?q=1{&p}', 'a://s{?q}', 'a://s?q=1'],
  ['a://{x}', 'a://', undefined],
])('%s and %s both match %s', (one, other, uri) => {
  expect(commonUri(language(one), language(other))).toBe(uri);
  expect(commonUri(language(other), language(one))).toBe(uri);
});

test('how much a template says', () => {
  expect(language('a://{x}/b{y}').literal).toBe('a:///b'.length);
});
