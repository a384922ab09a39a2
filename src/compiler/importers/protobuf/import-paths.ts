import { posix } from 'node:path';

/**
 * Where an import may stand: protobuf names files from a root that only a build knows, so every folder above the
 * importing file may be that root, the nearest first.
 */
export function candidatePaths(importing: string, name: string): string[] {
  const paths: string[] = [];
  for (let folder = posix.dirname(importing); ; folder = posix.dirname(folder)) {
    const path = posix.normalize(posix.join(folder, name));
    if (!path.startsWith('../') && !path.startsWith('/')) paths.push(path);
    if (folder === '.' || folder === '/') return paths;
  }
}
