import {
  digestOf,
  type Entry,
  type Envelope,
  headerOf,
  listDigest,
  unsignedEnvelope,
  type ViewHeader,
} from '../../../src/snapshot/index.ts';

/** What a surface serves, or a bundle holds: texts by key. */
export type Content = ReadonlyMap<string, { readonly entry: Entry; readonly bytes: Uint8Array }>;

const digests = new Map<string, string>();

/** The digest of a text, remembered: the same texts are hashed again and again. */
export function digestOfText(text: string): string {
  let digest = digests.get(text);
  if (digest === undefined) {
    digest = digestOf(Buffer.from(text));
    if (digests.size > 50_000) digests.clear();
    digests.set(text, digest);
  }
  return digest;
}

const bytesOfTexts = new Map<string, Buffer>();
const digestsOfBytes = new WeakMap<Uint8Array, string>();

/** The bytes of a text, always the same ones, so that their digest is computed once. */
export function bytesOfText(text: string): Uint8Array {
  let bytes = bytesOfTexts.get(text);
  if (bytes === undefined) {
    bytes = Buffer.from(text);
    if (bytesOfTexts.size > 50_000) bytesOfTexts.clear();
    bytesOfTexts.set(text, bytes);
  }
  return bytes;
}

/** The digest of bytes that nobody changes. */
export function digestOfBytes(bytes: Uint8Array): string {
  let digest = digestsOfBytes.get(bytes);
  if (digest === undefined) {
    digest = digestOf(bytes);
    digestsOfBytes.set(bytes, digest);
  }
  return digest;
}

const listDigests = new Map<string, string>();

/** `listDigest`, remembered: the same few lists are hashed again and again. */
export function digestOfList(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => `${entry.name} ${entry.digest.slice(0, 16)}`);
  const key = lines.sort().join('\n');
  let digest = listDigests.get(key);
  if (digest === undefined) {
    digest = listDigest(entries);
    if (listDigests.size > 50_000) listDigests.clear();
    listDigests.set(key, digest);
  }
  return digest;
}

/** Signs in a way that is cheap and, like a real one, hard to come by: nobody else here knows the word. */
export function signed(header: ViewHeader): Envelope {
  const envelope = unsignedEnvelope(header);
  return { ...envelope, signatures: [{ keyid: 'simulated', sig: seal(envelope.payload) }] };
}

export function isSigned(envelope: Envelope): boolean {
  return envelope.signatures.some(({ sig }) => sig === seal(envelope.payload));
}

const headers = new WeakMap<Envelope, ViewHeader | null>();

export function readHeader(envelope: Envelope): ViewHeader | null {
  let header = headers.get(envelope);
  if (header === undefined) {
    header = headerIn(envelope);
    headers.set(envelope, header);
  }
  return header;
}

function headerIn(envelope: Envelope): ViewHeader | null {
  try {
    return headerOf(envelope);
  } catch {
    return null;
  }
}

/** FNV-1a from a start that only the control plane knows. */
function seal(payload: string): string {
  let hash = 0x5eed;
  for (let at = 0; at < payload.length; at++) hash = Math.imul(hash ^ payload.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}
