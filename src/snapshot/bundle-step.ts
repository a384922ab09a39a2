import { z } from 'zod';
import { type Bundle, bundleOf } from './bundle.ts';
import { type BundleFault, objectLine, readLines, storedEnvelopeSchema } from './bundle-lines.ts';
import { type Entry, entryKey, type SealedObject } from './sealed.ts';
import type { Envelope } from './signing.ts';

const firstLineSchema = z.strictObject({
  format: z.literal('bundle-step@1'),
  removed: z.array(z.tuple([z.string(), z.string()])),
  envelope: storedEnvelopeSchema,
});

/** The lines of a bundle that is read together with its base: like those of a bundle, of what changed alone. */
export function* stepLines(
  envelope: Envelope,
  removed: Iterable<Pick<Entry, 'kind' | 'name'>>,
  changed: Iterable<SealedObject>,
): Generator<Uint8Array> {
  const names = Array.from(removed, ({ kind, name }) => [kind, name]);
  yield Buffer.from(`${JSON.stringify({ format: 'bundle-step@1', removed: names, envelope })}\n`);
  for (const object of changed) yield objectLine(object);
}

/** Reads a step with its base, and checks all that `readBundle` checks: of its base only the objects count. */
export function readStep(bytes: Uint8Array, base: Bundle): Bundle | BundleFault {
  const lines = readLines(bytes, firstLineSchema);
  if (typeof lines === 'string') return lines;
  const { first, header, objects } = lines;
  const all = new Map(base.objects.map((object) => [entryKey(object), object]));
  for (const [kind, name] of first.removed) all.delete(entryKey({ kind, name }));
  for (const object of objects) all.set(entryKey(object), object);
  return bundleOf(first.envelope, header, [...all.values()]);
}
