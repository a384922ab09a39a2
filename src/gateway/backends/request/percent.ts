const onlyUnreserved = /^[A-Za-z0-9\-._~]*$/;

/** Everything but the unreserved characters as percent-encoded UTF-8 (RFC 3986, 2.3; RFC 6570, 3.2.1). */
export function encodeStrict(text: string): string {
  if (onlyUnreserved.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, encodeAscii);
}

/**
 * `allowReserved` (OpenAPI 3.1, 4.8.12.2.2): reserved characters and percent-encoded triples pass, but for those
 * that a query cannot hold (`[`, `]`, `#`) and those that mean something in a form (`&`, `=`, `+`).
 */
export function encodeReserved(text: string): string {
  return encodeAllBut(text, /%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?@!$'()*,;]+/y);
}

/** The literal part of a path template, which may hold characters that no URL can. A query in it stays one. */
export function encodeLiteral(text: string): string {
  return encodeAllBut(text, /%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?@!$&'()*+,;=]+/y);
}

function encodeAllBut(text: string, kept: RegExp): string {
  let encoded = '';
  for (let index = 0; index < text.length; ) {
    kept.lastIndex = index;
    const [run] = kept.exec(text) ?? [];
    if (run !== undefined) {
      encoded += run;
      index += run.length;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    encoded += encodeStrict(character);
    index += character.length;
  }
  return encoded;
}

function encodeAscii(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
