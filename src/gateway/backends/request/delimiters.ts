import type { HttpParameter } from '../../../snapshot/index.ts';

/** What stands between the items of a list or map that is not exploded: as it is, and in a URL. */
export interface Delimiter {
  readonly plain: string;
  readonly encoded: string;
}

const comma: Delimiter = { plain: ',', encoded: ',' };

const delimiters: Partial<Record<HttpParameter['style'], Delimiter>> = {
  spaceDelimited: { plain: ' ', encoded: '%20' },
  pipeDelimited: { plain: '|', encoded: '%7C' },
  tabDelimited: { plain: '\t', encoded: '%09' },
};

/** The delimiter of a style; a comma for those that have none of their own. */
export function delimiterOf(style: HttpParameter['style']): Delimiter {
  return delimiters[style] ?? comma;
}
