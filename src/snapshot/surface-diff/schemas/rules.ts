import { type Comparison, isEqual, noteEvent, type Schema, shownValue } from './comparison.ts';
import { limitKeywords } from './limits.ts';

type Keywords = Exclude<Schema, false>;

/** What a person or a model reads, and nothing is checked by. */
const documentation = ['title', 'description', 'deprecated', 'examples', 'readOnly', 'writeOnly'] as const;

/** Keywords that are compared elsewhere, or mean nothing for a value. */
const elsewhere = new Set([
  ...limitKeywords,
  ...documentation,
  ...['type', 'enum', 'const', 'default', 'format', 'properties', 'required', 'additionalProperties'],
  ...['anyOf', 'oneOf', 'allOf', 'items', '$ref', '$defs', '$schema', '$id', '$comment'],
]);

/** Formats that gateways and clients check; others, as `int32`, say something to readers only. */
const checkedFormats = new Set([
  ...['date', 'time', 'date-time', 'duration', 'uri', 'uri-reference', 'uri-template', 'url', 'email'],
  ...['hostname', 'ipv4', 'ipv6', 'regex', 'uuid', 'json-pointer', 'json-pointer-uri-fragment'],
  'relative-json-pointer',
]);

/** Compares everything that a value must also fit, whose meaning is not looked into. */
export function compareRules(before: Keywords, after: Keywords, path: string, comparison: Comparison): void {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const keyword of [...names].sort())
    if (!elsewhere.has(keyword) && !keyword.startsWith('x-'))
      compareRule(keyword, ruleOf(before, keyword), ruleOf(after, keyword));
  compareRule('format', checkedFormat(before), checkedFormat(after));
  for (const keyword of documentation)
    if (!isEqual(before[keyword], after[keyword])) noteEvent(comparison, 'described', path, { is: keyword });
  if (checkedFormat(before) === checkedFormat(after) && before['format'] !== after['format'])
    noteEvent(comparison, 'described', path, { is: 'format' });

  function compareRule(keyword: string, was: unknown, is: unknown): void {
    if (isEqual(was, is)) return;
    if (was === undefined) noteEvent(comparison, 'rule-added', path, { is: shownRule(keyword, is) });
    else if (is === undefined) noteEvent(comparison, 'rule-removed', path, { was: shownRule(keyword, was) });
    else noteEvent(comparison, 'rule-changed', path, { is: shownRule(keyword, is) });
  }
}

/** `uniqueItems: false` says nothing; `unevaluatedProperties: false` closes an object, which is compared as that. */
function ruleOf(schema: Keywords, keyword: string): unknown {
  const value = schema[keyword];
  return value === false && /^(uniqueItems|unevaluatedProperties)$/.test(keyword) ? undefined : value;
}

function checkedFormat({ format }: Keywords): string | undefined {
  return typeof format === 'string' && checkedFormats.has(format) ? format : undefined;
}

function shownRule(keyword: string, value: unknown): string {
  return typeof value === 'object'
    ? keyword
    : `${keyword} ${typeof value === 'string' ? value : shownValue(value)}`;
}
