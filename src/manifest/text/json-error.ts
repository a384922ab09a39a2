const token =
  /[ \t\r\n]*(?:("(?:[ -!#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma';

/**
 * The offset where a text stops being JSON (RFC 8259), which the messages of `JSON.parse` do not always say. The
 * text must not be JSON.
 */
export function jsonErrorAt(text: string): number {
  const open: string[] = [];
  let expected: Expected | 'end' = 'value';
  token.lastIndex = 0;
  for (;;) {
    const from = token.lastIndex;
    const match = token.exec(text);
    const next: Expected | 'end' | undefined = match === null ? undefined : after(expected, match, open);
    if (next === undefined) return from + (/[^ \t\r\n]/.exec(text.slice(from))?.index ?? text.length - from);
    expected = next;
  }
}

/** What may follow a token; undefined when the token itself may not stand here. */
function after(
  expected: Expected | 'end',
  [, string, scalar, mark]: RegExpExecArray,
  open: string[],
): Expected | 'end' | undefined {
  const ended = (): Expected | 'end' => (open.length === 0 ? 'end' : 'comma');
  const top = open.at(-1);
  if (expected === 'end') return undefined;
  if (expected === 'colon') return mark === ':' ? 'value' : undefined;
  if (expected === 'key' || expected === 'key or }') {
    if (string !== undefined) return 'colon';
    return expected === 'key or }' && mark === '}' ? closed() : undefined;
  }
  if (expected === 'comma') {
    if (mark === ',') return top === '{' ? 'key' : 'value';
    return mark === (top === '{' ? '}' : ']') ? closed() : undefined;
  }
  if (string !== undefined || scalar !== undefined) return ended();
  if (mark === ']' && expected === 'value or ]') return closed();
  if (mark !== '{' && mark !== '[') return undefined;
  open.push(mark);
  return mark === '{' ? 'key or }' : 'value or ]';

  function closed(): Expected | 'end' {
    open.pop();
    return ended();
  }
}
