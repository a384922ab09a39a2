const comma = Buffer.from(',');

/** Pieces of a JSON list with commas between them; empty ones are left out. */
export function withCommas(pieces: readonly Uint8Array[]): Uint8Array[] {
  const full = pieces.filter(({ length }) => length > 0);
  return full.flatMap((piece, at) => (at === 0 ? [piece] : [comma, piece]));
}
