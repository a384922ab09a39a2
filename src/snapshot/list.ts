import { z } from 'zod';
import type { Entry } from './sealed.ts';

const listSchema = z.array(z.tuple([z.string(), z.string(), z.string()]));

/** Reads what `listBytes` wrote. Throws a ZodError or SyntaxError on anything else. */
export function parseList(bytes: Uint8Array): Entry[] {
  const triples = listSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return triples.map(([kind, name, digest]) => ({ kind, name, digest }));
}
