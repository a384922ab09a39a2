import { ofManifests } from './manifest-mutations.ts';
import type { Mutation } from './mutation.ts';
import { ofSpecs } from './spec-mutations.ts';

/** Mistakes in a tree around an excerpt that the seed chooses of one of the specs. */
export interface BrokenTree {
  readonly name: string;
  /** Which of the specs, from 0. */
  readonly spec: number;
  readonly seed: number;
  readonly mutations: readonly Mutation[];
}

function single(mutations: Readonly<Record<string, Mutation>>, spec: number, seed: number): BrokenTree[] {
  return Object.entries(mutations).map(([name, mutation], index) => ({
    name,
    spec,
    seed: seed + index,
    mutations: [mutation],
  }));
}

const { misspelledRef, remoteRef, operationAsList, illegalToolName, misspelledPathParameter } = ofSpecs;
const { wrongTypeInParameter, unknownLocation, unknownType, unknownFieldOfOperation } = ofSpecs;
const { misspelledOperation, timeoutOfSeconds, leakedToken, unusedSecret, secondExposition } = ofManifests;
const { clearText, smallBudget, unknownArtifact, unknownTarget, literalToken, openQuote } = ofManifests;
const { misspelledPlan, misspelledSecret, endpointOfARoute, numberAsLabel, keyByOthers } = ofManifests;

/** Trees with several mistakes at once: all are found in one run. */
const several: readonly (readonly [name: string, mutations: readonly Mutation[]])[] = [
  ['two references', [misspelledRef, remoteRef]],
  ['everything of one operation', [operationAsList, illegalToolName, unknownFieldOfOperation]],
  ['a parameter in three ways', [wrongTypeInParameter, unknownLocation, misspelledPathParameter]],
  ['a spec and its plan', [misspelledRef, misspelledOperation, timeoutOfSeconds]],
  ['a spec, and a group that cannot be read', [remoteRef, unknownType, openQuote]],
  ['a spec, and a group with a wrong label', [operationAsList, numberAsLabel, leakedToken]],
  ['a plan in four ways', [timeoutOfSeconds, unknownArtifact, clearText, leakedToken]],
  ['names that lead nowhere', [misspelledPlan, misspelledSecret, unknownTarget]],
  ['what is there twice or for nothing', [secondExposition, unusedSecret, unknownFieldOfOperation]],
  ['credentials', [literalToken, keyByOthers, leakedToken]],
  ['an endpoint', [endpointOfARoute, smallBudget, unknownType]],
  [
    'one of each',
    [misspelledRef, operationAsList, illegalToolName, unknownType, misspelledOperation, unusedSecret],
  ],
];

/** Every tree, of specs that there are `specs` of. */
export function brokenTrees(specs: number): BrokenTree[] {
  const each = Array.from({ length: specs }, (_, spec) => single(ofSpecs, spec, 1000 * (spec + 1))).flat();
  const around = single(ofManifests, 0, 100);
  const more = several.map(([name, mutations], index) => ({
    name,
    spec: index % specs,
    seed: 500 + index,
    mutations,
  }));
  return [...each, ...around, ...more];
}
