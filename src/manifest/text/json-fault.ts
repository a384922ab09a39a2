import type { ValuePath } from './located.ts';

export const depthLimit = 200;

export type JsonFault =
  | { readonly type: 'cycle'; readonly path: ValuePath }
  | { readonly type: 'depth'; readonly path: ValuePath; readonly limit: number }
  | { readonly type: 'value'; readonly path: ValuePath; readonly what: string };

/** The first thing in a parsed value that canonical JSON cannot carry, or undefined when there is none. */
export function jsonFault(value: unknown): JsonFault | undefined {
  const path: (string | number)[] = [];
  const open = new Set<unknown>();

  function visit(part: unknown): JsonFault | undefined {
    if (typeof part === 'string') return part.isWellFormed() ? undefined : fault('half a surrogate pair');
    if (typeof part === 'number') return Number.isFinite(part) ? undefined : fault(String(part));
    if (part === null || typeof part === 'boolean') return undefined;
    if (typeof part !== 'object') return fault(`a ${typeof part}`);
    if (open.has(part)) return { type: 'cycle', path: [...path] };
    if (path.length >= depthLimit) return { type: 'depth', path: [...path], limit: depthLimit };
    if (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype)
      return fault('a tagged value');
    open.add(part);
    const members = Array.isArray(part) ? part.entries() : Object.entries(part);
    for (const [key, member] of members) {
      path.push(key);
      const found = visit(member);
      if (found !== undefined) return found;
      path.pop();
    }
    open.delete(part);
    return undefined;
  }

  function fault(what: string): JsonFault {
    return { type: 'value', path: [...path], what };
  }

  return visit(value);
}
