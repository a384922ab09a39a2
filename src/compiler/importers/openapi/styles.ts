import { finding, type Json } from '../../../kernel/index.ts';
import type { HttpParameter } from '../../../snapshot/index.ts';
import { ambiguousParameter } from './diagnostics.ts';
import { memberAt, type Node, type Resolver } from './resolve.ts';

type In = HttpParameter['in'];
type Style = HttpParameter['style'];

const defaultStyles: Record<In, Style> = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' };

/** Those of 2.0 are named by `collectionFormat`, which has the same for every place. */
const stylesOf20: readonly Style[] = ['simple', 'form', 'spaceDelimited', 'tabDelimited', 'pipeDelimited'];

const allowedStyles: Record<In, readonly Style[]> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** The style that a parameter asks for, or the default of its place when that style does not exist there. */
export function styleNamed(
  name: string,
  place: In,
  given: Json | undefined,
  node: Node,
  resolver: Resolver,
): Style {
  const fallback = defaultStyles[place];
  if (given === undefined) return fallback;
  const allowed = resolver.dialect === '2.0' ? stylesOf20 : allowedStyles[place];
  const known = allowed.find((candidate) => candidate === given);
  if (known !== undefined) return known;
  const why = `style ${JSON.stringify(given)} is not defined for ${place} parameters; ${fallback} is used`;
  const at = resolver.locate(memberAt(node, 'style'));
  resolver.report(finding(ambiguousParameter, { name, why }, at));
  return fallback;
}
