import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Location, Range } from '../kernel/index.ts';
import { canonicalText } from './canonical.ts';
import type { Digest } from './digest.ts';
import { withCommas } from './pieces.ts';
import { compareEntries } from './sealed.ts';

/** What one object was made from. */
export interface Origin extends Location {
  readonly kind: string;
  readonly name: string;
  /** Id of the file's bytes. */
  readonly blob: string;
}

/** Maps each object of a snapshot to what it was made from. Stored beside the revision, never sent to gateways. */
export interface Provenance {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

const number = z.number().int();
const rowSchema = z.tuple([z.string(), z.string(), z.string(), z.string(), number, number, number, number]);
const provenanceSchema = z.strictObject({ format: z.literal('provenance@1'), objects: z.array(rowSchema) });

export function sealProvenance(origins: readonly Origin[]): Provenance {
  const rows = [...origins].sort(compareEntries).map(originRow);
  return provenanceOfRows([Buffer.from(rows.join(','), 'utf8')]);
}

/** One object in the canonical form of a provenance. */
export function originRow({ kind, name, file, range, blob }: Origin): string {
  return canonicalText([kind, name, file, blob, ...numbersOf(range)]);
}

/** A provenance of rows in order, in pieces that have commas inside and none between them. */
export function provenanceOfRows(pieces: readonly Uint8Array[]): Provenance {
  const parts = [
    Buffer.from('{"format":"provenance@1","objects":['),
    ...withCommas(pieces),
    Buffer.from(']}'),
  ];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  let joined: Uint8Array | undefined;
  return {
    digest: hash.digest('hex'),
    // After most compiles nobody asks for these some megabytes.
    get bytes() {
      joined ??= Buffer.concat(parts);
      return joined;
    },
  };
}

/** Looks up where an object came from. Throws on bytes that are no provenance. */
export function openProvenance(bytes: Uint8Array): (kind: string, name: string) => Origin | undefined {
  const { objects } = provenanceSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  const index = new Map(objects.map((row) => [`${row[0]} ${row[1]}`, row]));
  return (kind, name) => {
    const row = index.get(`${kind} ${name}`);
    if (row === undefined) return undefined;
    const [, , file, blob, startLine, startColumn, endLine, endColumn] = row;
    const range = {
      start: { line: startLine, column: startColumn },
      end: { line: endLine, column: endColumn },
    };
    return { kind, name, file, blob, range };
  };
}

function numbersOf({ start, end }: Range): number[] {
  return [start.line, start.column, end.line, end.column];
}
