import { isJsonObject, type Json } from '../../../kernel/index.ts';
import { refOf, resolvePath } from './resolve.ts';

/** Paths of the files of the tree that a document refers to, sorted. */
export function fileReferences(file: string, value: Json): string[] {
  const paths = new Set<string>();
  (function visit(part: Json | undefined): void {
    if (Array.isArray(part)) for (const item of part as readonly Json[]) visit(item);
    if (!isJsonObject(part)) return;
    const ref = refOf(part);
    const path = ref?.split('#', 1)[0];
    if (path !== undefined && path !== '' && !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) {
      const resolved = resolvePath(file, path);
      if (!resolved.startsWith('../')) paths.add(resolved);
    }
    for (const member of Object.values(part)) visit(member);
  })(value);
  return [...paths].sort();
}
