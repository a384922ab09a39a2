import { z } from 'zod';
import { type BundleFault, objectLine, readLines, storedEnvelopeSchema } from './bundle-lines.ts';
import type { ViewHeader } from './header.ts';
import { listDigest, type SealedObject } from './sealed.ts';
import type { Envelope } from './signing.ts';

/**
 * A view as a file: one line with the signed header, then one line per object, sorted by kind and name. Each
 * line is JSON; the text of an object is exactly the bytes that were hashed.
 */
export interface Bundle {
  readonly envelope: Envelope;
  readonly header: ViewHeader;
  readonly objects: readonly SealedObject[];
}

const firstLineSchema = z.strictObject({ format: z.literal('bundle@1'), envelope: storedEnvelopeSchema });

/** The lines of a bundle, in order, each with its newline. */
export function* bundleLines(envelope: Envelope, objects: Iterable<SealedObject>): Generator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify({ format: 'bundle@1', envelope })}\n`);
  for (const object of objects) yield objectLine(object);
}

/**
 * Reads a bundle and checks that its objects are those that the header speaks of. Whether the header may be
 * trusted is not asked here: see `isSignedBy`.
 */
export function readBundle(bytes: Uint8Array): Bundle | BundleFault {
  const lines = readLines(bytes, firstLineSchema);
  if (typeof lines === 'string') return lines;
  const { header, objects } = lines;
  return bundleOf(lines.first.envelope, header, objects);
}

/** The objects under a header, when they are those that it speaks of. */
export function bundleOf(
  envelope: Envelope,
  header: ViewHeader,
  objects: readonly SealedObject[],
): Bundle | BundleFault {
  if (objects.length < header.objects) return 'cut short';
  if (listDigest(objects) !== header.view) return 'the objects are not those of the signed view';
  return { envelope, header, objects };
}
