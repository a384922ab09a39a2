/** What may stand in a pattern that goes through a text once: characters, sets of them, and escapes that stand for one. */
const element = String.raw`(?:\\[dDwWsS.\-/+*?()[\]{}|^$_ ]|\[\^?(?:\\[^pPbBk]|[^\]\\])+\]|[^\\[\](){}*+?|^$])`;

/** How often it stands there: so many times, or, once in a pattern, as often as it fits. */
const exactly = String.raw`(?:\{\d+\})?`;
const freely = String.raw`(?:[*+?]|\{\d+,\d*\})`;

const once = new RegExp(
  `^\\^(?:${element}${exactly})*(?:${element}${freely}(?:${element}${exactly})*)?\\$?$`,
);

/** Longer patterns are not looked at: this one, too, is a pattern. */
const longest = 200;

/**
 * Whether a regular expression takes no more time than its text is long, or a small multiple: it begins at the beginning,
 * and has no groups, no alternatives, and one thing at most that may stand there more or less often.
 */
export function goesOnce(pattern: string): boolean {
  return pattern.length <= longest && once.test(pattern);
}
