import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785) in UTF-8: equal values give equal bytes on any machine. */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return Buffer.from(text, 'utf8');
}
