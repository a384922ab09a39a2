/**
 * What earlier compiles found out, by stage and by the digests of everything a result depends on. Safe to
 * delete; it never changes a result.
 */
export interface Memo {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** A compile is over: forget what neither it nor the one before it asked for. */
  sweep(): void;
}

export function memoryMemo(): Memo {
  let current = new Map<string, unknown>();
  let previous = new Map<string, unknown>();
  return {
    get: (key) => {
      if (current.has(key)) return current.get(key);
      const value = previous.get(key);
      if (value !== undefined) current.set(key, value);
      return value;
    },
    set: (key, value) => {
      current.set(key, value);
    },
    sweep: () => {
      previous = current;
      current = new Map();
    },
  };
}

/** What a compile did, as opposed to what it found in the memo. */
export interface Work {
  filesParsed: number;
  specsImported: number;
  servicesSealed: number;
  artifactsSealed: number;
  expositionsComposed: number;
  manifestsSealed: number;
}

export function noWork(): Work {
  return {
    filesParsed: 0,
    specsImported: 0,
    servicesSealed: 0,
    artifactsSealed: 0,
    expositionsComposed: 0,
    manifestsSealed: 0,
  };
}
