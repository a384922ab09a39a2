import { isJsonObject } from '../../../src/kernel/index.ts';
import type { Given } from './differences.ts';

interface Entry {
  readonly name: string;
  readonly isDeep: boolean;
  readonly value: unknown;
}

/** A query, or a form, with each `deepObject` as `swagger-client` writes it: what is nested deeper as JSON. */
export function withTheirDeepObjects(line: string, entries: readonly Entry[]): string {
  if (!entries.some(({ isDeep }) => isDeep)) return line;
  const pairs = line === '' ? [] : line.split('&');
  return entries
    .flatMap(({ name, isDeep, value }) => {
      const key = encode(name);
      if (isDeep) return theirPairs(name, value);
      return pairs.filter((pair) => pair.startsWith(`${key}=`));
    })
    .join('&');
}

/** The query parameters of a call, and the properties of its form, with what was given for them. */
export function entriesOf({ call, args }: Given): { query: Entry[]; form: Entry[] } {
  const query = call.parameters
    .filter(({ in: place }) => place === 'query')
    .map(({ name, argument, style }) => ({ name, isDeep: style === 'deepObject', value: args[argument] }))
    // An empty text they leave out of a query.
    .map((entry) => (entry.value === '' ? { ...entry, value: undefined } : entry));
  const encodings = call.body?.encoding === 'form' ? (call.body.encodings ?? {}) : {};
  const form = (call.body?.properties ?? []).map(({ property, argument }) => ({
    name: property,
    isDeep: encodings[property]?.style === 'deepObject',
    value: args[argument],
  }));
  return { query, form };
}

function theirPairs(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item) => `${encode(name)}=${encode(textOf(item))}`);
  if (!isJsonObject(value)) return [`${encode(name)}=${encode(textOf(value))}`];
  return Object.entries(value).map(
    ([key, member]) => `${encode(`${name}[${key}]`)}=${encode(textOf(member))}`,
  );
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
