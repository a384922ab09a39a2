import type { GraphQLSchema } from 'graphql';

/** Some types of a schema, a bit for each: in a dense schema there is a large set for every type. */
export type TypeSet = Uint32Array;

/** Sets of the types of one schema. Types are given by their names. */
export interface TypeSets {
  empty(): TypeSet;
  add(set: TypeSet, type: string): void;
  has(set: TypeSet, type: string): boolean;
}

export function typeSets(schema: GraphQLSchema): TypeSets {
  const indexes = new Map(Object.keys(schema.getTypeMap()).map((name, index) => [name, index]));
  const words = Math.ceil(indexes.size / 32);
  return {
    empty: () => new Uint32Array(words),
    add: (set, type) => {
      const index = indexes.get(type) ?? 0;
      set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
    },
    has: (set, type) => {
      const index = indexes.get(type) ?? 0;
      return ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
    },
  };
}

export function addAll(to: TypeSet, from: TypeSet): void {
  for (let word = 0; word < to.length; word++) to[word] = (to[word] ?? 0) | (from[word] ?? 0);
}

export function sizeOf(set: TypeSet): number {
  let size = 0;
  for (let bits of set) for (; bits !== 0; bits &= bits - 1) size++;
  return size;
}
