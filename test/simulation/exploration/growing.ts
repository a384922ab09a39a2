/** A list of whole numbers below 2^32 that grows: four bytes for each. */
export interface Growing {
  readonly length: number;
  /** The number at an index below `length`. */
  at(index: number): number;
  push(value: number): void;
}

export function growing(): Growing {
  let values = new Uint32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index) => values[index] as number,
    push: (value) => {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
  };
}
