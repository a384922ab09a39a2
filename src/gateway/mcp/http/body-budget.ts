/** Bytes that the bodies of all requests may have together, while they are read and served. */
export interface BodyBudget {
  /** Takes so many bytes, unless there are not as many left. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** Each body has a limit, but anybody can send many of them at once, and slowly. */
export function bodyBudget(bytes: number): BodyBudget {
  let left = bytes;
  return {
    take(wanted) {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give(taken) {
      left += taken;
    },
  };
}
