import { finding } from '../../../../kernel/index.ts';
import type { HttpParameter } from '../../../../snapshot/index.ts';
import { ambiguousParameter } from '../diagnostics.ts';
import type { Node, Resolver } from '../resolve.ts';

type Style = HttpParameter['style'];

/** How a list is written. */
export interface ListStyle {
  readonly style: Style;
  readonly explode: boolean;
}

const delimited: Readonly<Record<string, Style>> = {
  ssv: 'spaceDelimited',
  tsv: 'tabDelimited',
  pipes: 'pipeDelimited',
};

/** What `collectionFormat` asks for (OpenAPI 2.0, Parameter Object): `csv` where it says nothing. */
export function listStyle(
  name: string,
  place: string,
  format: Node | undefined,
  resolver: Resolver,
): ListStyle {
  const repeats = place === 'query' || place === 'formData';
  const csv: ListStyle = { style: repeats ? 'form' : 'simple', explode: false };
  const given = format?.value;
  if (format === undefined || given === undefined || given === 'csv') return csv;
  if (given === 'multi' && repeats) return { style: 'form', explode: true };
  const style = typeof given === 'string' && Object.hasOwn(delimited, given) ? delimited[given] : undefined;
  if (style !== undefined) return { style, explode: false };
  const why = `collectionFormat ${JSON.stringify(given)} is not defined for ${place} parameters; csv is used`;
  resolver.report(finding(ambiguousParameter, { name, why }, resolver.locate(format)));
  return csv;
}
