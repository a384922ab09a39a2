interface Described {
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

/** What a schema says of something, with a word before it when it is deprecated. */
export function descriptionOf(
  { description, deprecationReason }: Described,
  comment?: string,
): string | undefined {
  const text = description?.trim() || comment;
  if (deprecationReason === undefined || deprecationReason === null) return text;
  const reason = deprecationReason === 'No longer supported' ? '' : ` ${deprecationReason.trim()}`;
  return `Deprecated.${reason}${text === undefined ? '' : `\n\n${text}`}`;
}

/** A description as a field of a schema or a tool, unless there is none. */
export function described(text: string | undefined): { description?: string } {
  return text === undefined ? {} : { description: text };
}
