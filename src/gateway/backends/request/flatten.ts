import { isJsonObject } from '../../../kernel/index.ts';

/** A value as RFC 6570 knows it: one text, a list of texts, or texts by name. */
export type Flat =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, string])[] };

/**
 * A value in its flat form; undefined when RFC 6570 calls it so (2.3): nothing, `null`, and lists and maps that
 * hold nothing else. What is nested deeper, which no style defines, is its JSON text.
 */
export function flatten(value: unknown): Flat | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.filter(isDefined).map(textOf);
    return items.length === 0 ? undefined : { kind: 'list', items };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).filter(([, member]) => isDefined(member));
    if (entries.length === 0) return undefined;
    return { kind: 'map', entries: entries.map(([name, member]) => [name, textOf(member)] as const) };
  }
  return { kind: 'text', text: textOf(value) };
}

/** The items of a list, or names and values of a map by turns: what styles without `explode` put in a row. */
export function inARow(flat: Flat): readonly string[] {
  if (flat.kind === 'text') return [flat.text];
  return flat.kind === 'list' ? flat.items : flat.entries.flat();
}

/** A text as it is, anything else as JSON (OpenAPI 3.1, appendix B). */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isDefined(value: unknown): boolean {
  return value !== undefined && value !== null;
}
