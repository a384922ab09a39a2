const placeholder = /\$\{([^${}]+)\}/g;

/** The names in `${name}` of a text, each once, in the order of the text. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))];
}

/**
 * A text with every `${name}` that there is a value for replaced by it, in one pass: what a value holds is never looked
 * into. The others stay as they are. Undefined when the result would have more than `longest` characters.
 */
export function fillPlaceholders(
  text: string,
  values: ReadonlyMap<string, string>,
  longest: number,
): string | undefined {
  let length = text.length;
  for (const [whole, name = ''] of text.matchAll(placeholder)) {
    const value = values.get(name);
    if (value !== undefined) length += value.length - whole.length;
  }
  if (length > longest) return undefined;
  return text.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
}
