const extensions: ReadonlySet<string> = new Set([
  ...['yaml', 'yml', 'json', 'graphql', 'graphqls', 'gql'],
  ...['proto', 'desc', 'binpb', 'pb', 'js'],
]);

/** Folders of tools, never of manifests. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist']);

/** Whether a tree lists a file of this name: manifests, specs, descriptors and scripts. */
export function isListedFile(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && !isSkipped(name) && extensions.has(name.slice(dot + 1));
}

/** Whether a tree never looks at an entry of this name, whatever it is. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || skipped.has(name);
}

/** Whether any part of a path (relative to the root) is skipped. */
export function isSkippedPath(path: string): boolean {
  return path.split('/').some(isSkipped);
}

/** Whether something unreadable of this name may hide manifests: not when it is plainly another kind of file. */
export function mayHideManifests(name: string): boolean {
  return isListedFile(name) || !/\.[A-Za-z]\w*$/.test(name);
}
