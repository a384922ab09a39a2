import { compareOrder, type Envelope, type ViewHeader } from '../../../src/snapshot/index.ts';
import type { Content } from './objects.ts';

export interface StoredBundle {
  readonly envelope: Envelope;
  readonly header: ViewHeader;
  readonly content: Content;
  /** A bit of it flipped: it will be refused. */
  damaged: boolean;
}

/** What a gateway keeps over its restarts. */
export interface Disk {
  /** The two newest views, newest first. */
  readonly bundles: StoredBundle[];
  /** Starts that were not survived. */
  starts: number;
}

export function emptyDisk(): Disk {
  return { bundles: [], starts: 0 };
}

/** What is newer than this bundle was given up: it was damaged, or killed the gateway. */
export function writeBundle(disk: Disk, bundle: StoredBundle): void {
  const older = disk.bundles.filter(({ header }) => compareOrder(header, bundle.header) < 0);
  disk.bundles.splice(0, disk.bundles.length, bundle, ...older.slice(0, 1));
}
