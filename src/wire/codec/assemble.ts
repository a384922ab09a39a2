import { digestOf } from '../../snapshot/index.ts';
import type * as proto from '../generated/reshapr/snapshot/v1/snapshot.ts';

/** Bytes that one object may have. */
export const objectSizeLimit = 64 * 1024 * 1024;

/** An object whose pieces have all arrived. */
export interface Arrived {
  readonly kind: string;
  readonly name: string;
  /** Of the bytes that arrived; what the sender said when `bytes` is `held`. */
  readonly digest: string;
  readonly bytes: Uint8Array | 'held';
}

/** Puts the pieces of Put messages together. Pieces of one object follow each other. */
export interface Assembler {
  /** The object, once it is whole; undefined before; `broken` when the pieces do not fit. */
  add(piece: proto.Put): Arrived | 'broken' | undefined;
}

export function assembler(): Assembler {
  let open: { kind: string; name: string; pieces: Uint8Array[]; length: number; size: number } | undefined;

  return {
    add: (piece) => {
      const { kind, name } = piece.object ?? { kind: '', name: '' };
      if (piece.held) return { kind, name, digest: piece.digest.toString('hex'), bytes: 'held' };
      if (piece.offset === 0) open = { kind, name, pieces: [], length: 0, size: piece.size };
      const fits =
        open !== undefined &&
        open.kind === kind &&
        open.name === name &&
        open.length === piece.offset &&
        open.size === piece.size &&
        open.length + piece.content.length <= open.size &&
        open.size <= objectSizeLimit;
      if (open === undefined || !fits) {
        open = undefined;
        return 'broken';
      }
      open.pieces.push(piece.content);
      open.length += piece.content.length;
      if (open.length < open.size) return undefined;
      const bytes = Buffer.concat(open.pieces);
      open = undefined;
      return { kind, name, digest: digestOf(bytes), bytes };
    },
  };
}
