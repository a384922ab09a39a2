interface Described {
  readonly description?: unknown;
  readonly deprecationReason?: unknown;
}

/** What a schema says of something, with a word before it when it is deprecated. */
export function descriptionOf(
  { description, deprecationReason }: Described,
  comment?: string,
): string | undefined {
  const text = textOf(description) ?? comment;
  if (deprecationReason === undefined || deprecationReason === null) return text;
  const reason = textOf(deprecationReason) ?? '';
  const because = reason === '' || reason === 'No longer supported' ? '' : ` ${reason}`;
  return `Deprecated.${because}${text === undefined ? '' : `\n\n${text}`}`;
}

/** An introspection result may have anything in the place of a text. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A description as a field of a schema or a tool, unless there is none. */
export function described(text: string | undefined): { description?: string } {
  return text === undefined ? {} : { description: text };
}
