import type { Order } from '../../snapshot/index.ts';

/** A file of the bundle directory. */
export interface BundleFile {
  readonly name: string;
  /** What orders bundles. */
  readonly order: string;
  /** The order of the whole bundle that it is a step from; undefined when it is whole itself. */
  readonly base: string | undefined;
}

const pattern = /^(\d{10}-\d{16})(?:-from-(\d{10}-\d{16}))?\.bundle$/;

/** What a file name says; undefined for what is no bundle. */
export function bundleFile(name: string): BundleFile | undefined {
  const [, order, base] = pattern.exec(name) ?? [];
  return order === undefined ? undefined : { name, order, base };
}

export function orderText({ epoch, sequence }: Order): string {
  return `${String(epoch).padStart(10, '0')}-${String(sequence).padStart(16, '0')}`;
}

export function fileOf(order: string, base: string | undefined): BundleFile {
  return { name: `${order}${base === undefined ? '' : `-from-${base}`}.bundle`, order, base };
}

/** Newest first; of the same order, whole ones first. */
export function newestFirst(a: BundleFile, b: BundleFile): number {
  if (a.order !== b.order) return a.order < b.order ? 1 : -1;
  return Number(a.base !== undefined) - Number(b.base !== undefined);
}

/**
 * The files that are of no use once `saved` is there: newer ones, which were given up, damaged or deadly, and at the
 * next start must not come before it; and older ones, but for the next older bundle and what both are steps from.
 */
export function outlived(files: readonly BundleFile[], saved: BundleFile): BundleFile[] {
  const next = files.filter(({ order }) => order < saved.order).sort(newestFirst)[0];
  const needed = new Set<string>([saved.name]);
  for (const kept of [saved, next]) {
    if (kept === undefined) continue;
    needed.add(kept.name);
    if (kept.base !== undefined) needed.add(fileOf(kept.base, undefined).name);
  }
  return files.filter(({ name }) => !needed.has(name));
}
