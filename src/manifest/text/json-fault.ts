import type { ValuePath } from './located.ts';

export const depthLimit = 200;

export type JsonFault =
  | { readonly type: 'depth'; readonly path: ValuePath; readonly limit: number }
  | { readonly type: 'value'; readonly path: ValuePath; readonly what: string };

export interface JsonCheck {
  /** The first thing that canonical JSON cannot carry, or undefined when there is none. */
  readonly fault: JsonFault | undefined;
  /** Members of all objects, where there is no fault. */
  readonly members: number;
}

/** Looks through a parsed value without cycles. */
export function checkJson(value: unknown): JsonCheck {
  let count = 0;
  const path: (string | number)[] = [];

  function visit(part: unknown): JsonFault | undefined {
    if (typeof part === 'string') return part.isWellFormed() ? undefined : wrong('half a surrogate pair');
    if (typeof part === 'number') return Number.isFinite(part) ? undefined : wrong(String(part));
    if (part === null || typeof part === 'boolean') return undefined;
    if (typeof part !== 'object') return wrong(`a ${typeof part}`);
    if (path.length >= depthLimit) return { type: 'depth', path: [...path], limit: depthLimit };
    if (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype)
      return wrong('a tagged value');
    const members = Array.isArray(part) ? [...part.entries()] : Object.entries(part);
    for (const [key, member] of members) {
      path.push(key);
      const found = visit(member);
      if (found !== undefined) return found;
      path.pop();
    }
    if (!Array.isArray(part)) count += members.length;
    return undefined;
  }

  function wrong(what: string): JsonFault {
    return { type: 'value', path: [...path], what };
  }

  const fault = visit(value);
  return { fault, members: count };
}
