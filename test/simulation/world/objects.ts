import {
  digestOf,
  type Entry,
  type Envelope,
  entryKey,
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

const listDigests = new Map<string, string>();

/** `listDigest`, remembered: the same few lists are hashed again and again. */
export function digestOfList(entries: readonly Entry[]): string {
  const key = entries
    .map((entry) => `${entryKey(entry)} ${entry.digest}`)
    .sort()
    .join('\n');
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

export function readHeader(envelope: Envelope): ViewHeader | null {
  try {
    return headerOf(envelope);
  } catch {
    return null;
  }
}

function seal(payload: string): string {
  return digestOfText(`known to the control plane only ${payload}`);
}
