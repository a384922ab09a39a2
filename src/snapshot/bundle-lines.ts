import { z } from 'zod';
import { digestOf } from './digest.ts';
import type { ViewHeader } from './header.ts';
import type { Entry, SealedObject } from './sealed.ts';
import { type Envelope, envelopeSchema, headerOf } from './signing.ts';

export type BundleFault =
  | 'not a bundle'
  | 'cut short'
  | 'an object has other content than its digest says'
  | 'the objects are not those of the signed view';

/** The envelope of a first line, in which no bit of the text is without meaning. */
export const storedEnvelopeSchema = envelopeSchema.refine(({ payload, signatures }) =>
  [payload, ...signatures.map(({ sig }) => sig)].every(isBase64),
);

const objectLineSchema = z.strictObject({
  kind: z.string(),
  name: z.string(),
  digest: z.string(),
  object: z.unknown(),
});

/** What a file of one line with a header and a line for each object holds. */
export interface BundleLines<First> {
  readonly first: First;
  readonly header: ViewHeader;
  readonly objects: readonly SealedObject[];
}

/** One object, with its newline: its text is exactly the bytes that were hashed. */
export function objectLine(object: SealedObject): Uint8Array {
  return Buffer.concat([Buffer.from(prefixOf(object)), object.bytes, Buffer.from('}\n')]);
}

/** Reads the lines, and checks that each object has the content that its digest says. */
export function readLines<First extends { readonly envelope: Envelope }>(
  bytes: Uint8Array,
  firstLine: z.ZodType<First>,
): BundleLines<First> | BundleFault {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.at(-1) !== 0x0a) return buffer.length === 0 ? 'not a bundle' : 'cut short';
  const lines = linesOf(buffer);
  const first = firstLine.safeParse(parseJson(lines.next().value ?? ''));
  if (!first.success) return 'not a bundle';
  const header = parseHeader(first.data.envelope);
  if (header === undefined) return 'not a bundle';

  const objects: SealedObject[] = [];
  for (const line of lines) {
    const object = readObjectLine(line);
    if (object === undefined) return 'not a bundle';
    if (digestOf(object.bytes) !== object.digest) return 'an object has other content than its digest says';
    objects.push(object);
  }
  return { first: first.data, header, objects };
}

function readObjectLine(line: Buffer): SealedObject | undefined {
  const parsed = objectLineSchema.safeParse(parseJson(line));
  if (!parsed.success) return undefined;
  const { kind, name, digest } = parsed.data;
  const start = Buffer.byteLength(prefixOf({ kind, name, digest }));
  return { kind, name, digest, bytes: line.subarray(start, line.length - 1) };
}

/** Base64 as an encoder writes it (RFC 4648, 3.5). */
function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

function prefixOf({ kind, name, digest }: Entry): string {
  return `{"kind":${JSON.stringify(kind)},"name":${JSON.stringify(name)},"digest":"${digest}","object":`;
}

function parseHeader(envelope: Envelope): ViewHeader | undefined {
  try {
    return headerOf(envelope);
  } catch {
    return undefined;
  }
}

function parseJson(line: Buffer | string): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

function* linesOf(buffer: Buffer): Generator<Buffer, undefined> {
  let start = 0;
  for (let end = buffer.indexOf(0x0a); end >= 0; end = buffer.indexOf(0x0a, start)) {
    yield buffer.subarray(start, end);
    start = end + 1;
  }
  return undefined;
}
