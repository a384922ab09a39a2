import * as ofManifests from './manifest-mutations.ts';
import type { Mutation } from './mutation.ts';
import * as ofSpecs from './spec-mutations.ts';

/** One mistake by its name, in an excerpt that the seed chooses of one of the specs. */
export interface BrokenTree {
  readonly name: string;
  readonly seed: number;
  readonly mutations: readonly Mutation[];
}

const once = (mutations: Readonly<Record<string, Mutation>>, seed: number): BrokenTree[] =>
  Object.entries(mutations).map(([name, mutation], index) => ({ name, seed: seed + index, mutations: [mutation] }));

/** One mistake each. */
export const singleMistakes: readonly BrokenTree[] = [...once(ofSpecs, 100), ...once(ofManifests, 200)];
