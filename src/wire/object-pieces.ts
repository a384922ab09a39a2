import { digestOf } from '../snapshot/index.ts';
import type { ObjectPiece } from './generated/reshapr/admin/v1/admin.ts';

const pieceSize = 960 * 1024;

/** Bytes that one uploaded object may have. */
const uploadLimit = 64 * 1024 * 1024;

/** An object in pieces of less than 1 MB. */
export function* piecesOf(digest: string, bytes: Uint8Array): Generator<ObjectPiece> {
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += pieceSize) {
    const content = Buffer.from(bytes.subarray(offset, offset + pieceSize));
    yield { digest, size: bytes.length, offset, content };
  }
}

/** Puts pieces together: the object once it is whole and has its digest; throws when the pieces do not fit. */
export function pieceCollector(): (piece: ObjectPiece) => { digest: string; bytes: Uint8Array } | undefined {
  let digest = '';
  let pieces: Uint8Array[] = [];
  let length = 0;
  return (piece) => {
    if (piece.offset === 0) {
      digest = piece.digest;
      pieces = [];
      length = 0;
    }
    if (piece.digest !== digest || piece.offset !== length || piece.size > uploadLimit)
      throw new Error('the pieces of an object do not fit');
    pieces.push(piece.content);
    length += piece.content.length;
    if (length < piece.size) return undefined;
    const bytes = Buffer.concat(pieces);
    if (digestOf(bytes) !== digest) throw new Error('an object has other content than its digest says');
    return { digest, bytes };
  };
}
