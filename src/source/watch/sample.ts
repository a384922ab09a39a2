import { stat } from 'node:fs/promises';
import { systemReason } from '../directory/system-error.ts';

/** What a path looked like at a moment. */
export interface Sample {
  /** Differs when the content may. */
  readonly stamp: string;
  /** Nothing is there, or a file without a byte: how a file looks that is being replaced or written. */
  readonly hollow: boolean;
}

const nothing: Sample = { stamp: '', hollow: true };

/** Looks at a path, links followed. What cannot be looked at is as good as not there. */
export async function samplePath(path: string): Promise<Sample> {
  try {
    const stats = await stat(path, { bigint: true });
    const { ino, size, mtimeNs, ctimeNs } = stats;
    // of a directory it only matters which one it is
    if (stats.isDirectory()) return { stamp: `directory ${ino}`, hollow: false };
    return { stamp: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, hollow: size === 0n };
  } catch (error) {
    systemReason(error);
    return nothing;
  }
}
