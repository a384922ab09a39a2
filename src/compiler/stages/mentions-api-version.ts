const word = Buffer.from('apiVersion');
const wideWord = Buffer.from('apiVersion', 'utf16le');
const quotes = bytesOf('"\'');
const before = bytesOf(' \t\r\n{,');
const blank = bytesOf(' \t');

/**
 * Whether a text has a key `apiVersion` anywhere, in YAML or JSON; that it stands at the root is checked when the
 * text is parsed. A text in UTF-16 counts too, so that its author is told. Each byte is looked at a bounded
 * number of times.
 */
export function mentionsApiVersion(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length))
    if (isKey(bytes, at)) return true;
  return bytes.includes(wideWord) || bytes.includes(Buffer.from(wideWord).swap16());
}

function isKey(bytes: Buffer, start: number): boolean {
  let from = start - 1;
  if (quotes.has(bytes[from] ?? 0)) from--;
  const opens = from < 0 || before.has(bytes[from] ?? 0) || isByteOrderMark(bytes, from);
  let to = start + word.length;
  if (quotes.has(bytes[to] ?? 0)) to++;
  // More blanks than this before a colon are nobody's style.
  for (let blanks = 0; blanks < 100 && blank.has(bytes[to] ?? 0); blanks++) to++;
  return opens && bytes[to] === 0x3a;
}

function isByteOrderMark(bytes: Buffer, at: number): boolean {
  return at === 2 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function bytesOf(characters: string): ReadonlySet<number> {
  return new Set(Buffer.from(characters));
}
