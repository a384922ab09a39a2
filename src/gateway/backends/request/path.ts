import { problem } from '../../../kernel/index.ts';
import type { HttpCall, HttpParameter } from '../../../snapshot/index.ts';
import { argumentRefused } from '../problems.ts';
import { argumentOf, type ToolArguments } from './arguments.ts';
import { delimiterOf } from './delimiters.ts';
import { type Flat, flatten, inARow, textOf } from './flatten.ts';
import { encodeLiteral, encodeStrict } from './percent.ts';

/** A path template, cut at its slashes: texts as they are sent, and segments that arguments complete. */
export type PathTemplate = readonly (string | readonly (string | HttpParameter)[])[];

export function pathTemplate(call: Pick<HttpCall, 'path' | 'parameters'>): PathTemplate {
  const byName = new Map(call.parameters.filter(({ in: place }) => place === 'path').map((p) => [p.name, p]));
  const path = call.path.replace(/#.*$/, '');
  const segments: (string | HttpParameter)[][] = [[]];
  for (const part of path.split(/(\{[^{}]+\})/)) {
    const parameter = part.startsWith('{') ? byName.get(part.slice(1, -1)) : undefined;
    if (parameter !== undefined) {
      segments.at(-1)?.push(parameter);
      continue;
    }
    const [first = '', ...more] = encodeLiteral(part).split('/');
    segments.at(-1)?.push(first);
    for (const literal of more) segments.push([literal]);
  }
  return segments.map((pieces) =>
    pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : pieces,
  );
}

/** The path of a request, with the query that the template may hold. Begins with `/`. */
export function expandPath(template: PathTemplate, args: ToolArguments): string {
  const path = template
    .map((segment) => (typeof segment === 'string' ? segment : expandSegment(segment, args)))
    .join('/');
  return path.startsWith('/') ? path : `/${path}`;
}

function expandSegment(pieces: readonly (string | HttpParameter)[], args: ToolArguments): string {
  let segment = '';
  let argument = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') segment += piece;
    else {
      ({ argument } = piece);
      const value = argumentOf(args, argument);
      if (value === undefined) throw problem(argumentRefused, { argument, why: 'is missing' });
      segment += pathValue(piece, value);
    }
  }
  const why = segmentFault(segment);
  if (why !== undefined) throw problem(argumentRefused, { argument, why });
  return segment;
}

/** An argument fills its segment and never leads elsewhere, not even on servers that decode too early, or twice. */
function segmentFault(segment: string): string | undefined {
  if (segment === '') return 'is empty, which would make another path';
  const decoded = segment.replaceAll(/%(?:25)+/gi, '%').replaceAll(/%2e/gi, '.');
  if (decoded === '.' || /(^|%2F|%5C)\.\.(%2F|%5C|%3B|$)/i.test(decoded)) return 'would lead to another path';
  return undefined;
}

/**
 * One value as `simple`, `label` or `matrix` write it (OpenAPI 3.1, 4.8.12.4; RFC 6570, 3.2.2, 3.2.5 and 3.2.7), or as
 * a delimited style, which 2.0 has in paths too.
 */
export function pathValue(
  parameter: Pick<HttpParameter, 'name' | 'style' | 'explode'>,
  value: unknown,
): string {
  const { style, explode } = parameter;
  if (style === 'json') return encodeStrict(JSON.stringify(value) ?? '');
  if (style === 'text') return encodeStrict(textOf(value));
  const flat = flatten(value);
  if (style === 'label') return `.${flat === undefined ? '' : listed(flat, explode, '.')}`;
  if (style === 'matrix') return matrix(parameter.name, flat, explode);
  return flat === undefined ? '' : listed(flat, explode, delimiterOf(style).encoded);
}

/** `between` is what keeps items apart; without `explode` a label has commas all the same (RFC 6570, 3.2.5). */
function listed(flat: Flat, explode: boolean, between: string): string {
  if (explode && flat.kind === 'map') return assignments(flat.entries).join(between);
  return inARow(flat)
    .map(encodeStrict)
    .join(explode || between !== '.' ? between : ',');
}

function matrix(name: string, flat: Flat | undefined, explode: boolean): string {
  if (flat === undefined) return `;${encodeStrict(name)}`;
  if (!explode && flat.kind !== 'text')
    return `;${encodeStrict(name)}=${inARow(flat).map(encodeStrict).join(',')}`;
  const pairs = flat.kind === 'map' ? flat.entries : inARow(flat).map((text) => [name, text] as const);
  return pairs
    .map(([key, text]) => `;${encodeStrict(key)}${text === '' ? '' : `=${encodeStrict(text)}`}`)
    .join('');
}

function assignments(entries: readonly (readonly [string, string])[]): string[] {
  return entries.map(([name, text]) => `${encodeStrict(name)}=${encodeStrict(text)}`);
}
