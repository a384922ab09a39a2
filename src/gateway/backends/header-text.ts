/** Whether a text holds control characters other than a tab, line breaks above all: no header may (RFC 9110, 5.5). */
export function hasControlCharacters(text: string): boolean {
  return /[^\t\P{Cc}]/u.test(text);
}

/** A text as the value of a header, which carries bytes: those of UTF-8 for what is not ASCII. */
export function headerText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
