import { isUtf8 } from 'node:buffer';

/** Text of UTF-8 bytes without a byte order mark, or the offset of the first byte that is no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): { text: string } | { invalidAt: number } {
  if (!isUtf8(bytes)) return { invalidAt: firstInvalid(bytes) };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}

/** Bisects for the longest prefix that decodes, where the last character may be cut. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let end = bytes.length - 1;
  while (valid < end) {
    const middle = Math.ceil((valid + end) / 2);
    if (decodes(bytes.subarray(0, middle))) valid = middle;
    else end = middle - 1;
  }
  return valid;
}

function decodes(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}
