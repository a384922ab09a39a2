/** Values that one JSON file may have. The largest public specs, every reference written out, have 1.3 million. */
export const jsonValueLimit = 2_000_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const bracket = 0x5b;
const brace = 0x7b;

/**
 * Whether a text that is JSON has more values than are read. Counted before they are made: a value may take a hundred
 * times the memory of its text. The count is of commas and opening brackets outside strings.
 */
export function hasTooManyValues(text: string, limit: number = jsonValueLimit): boolean {
  if (text.length < 2 * limit) return false;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if ((code === comma || code === bracket || code === brace) && ++values > limit) return true;
  }
  return false;
}

/** The offset of the quotation mark that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at++;
  }
  return text.length;
}
