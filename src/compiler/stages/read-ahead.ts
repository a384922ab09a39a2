import type { SourceTree, TreeFile } from '../../kernel/index.ts';
import { type Manifests, manifestsOf } from '../bind/manifests.ts';
import type { SpecInput, SpecReading } from './import-spec.ts';
import { specInput } from './spec-input.ts';

/** A spec that was read elsewhere. */
export interface SpecAnswer {
  readonly reading: SpecReading;
  readonly filesParsed: number;
}

/** The answer for a spec; undefined for one that the caller should read, and nobody else will. */
export type TakeAnswer = (input: SpecInput) => Promise<SpecAnswer | undefined>;

/** Starts to read specs of a tree elsewhere, such as on other threads. They are asked for in the given order. */
export type ReadAhead = (tree: SourceTree, inputs: readonly SpecInput[]) => TakeAnswer;

/** Has the specs of these manifests read elsewhere, and tells what became of each. */
export function startedAhead(
  tree: SourceTree,
  files: ReadonlyMap<string, TreeFile>,
  manifests: Manifests,
  readAhead: ReadAhead | undefined,
): TakeAnswer {
  const [project] = manifestsOf(manifests, 'Project');
  if (readAhead === undefined || project === undefined) return () => Promise.resolve(undefined);
  const inputs = manifestsOf(manifests, 'Service').flatMap((manifest) => {
    const input = specInput(manifest, project.spec.organization);
    return input !== undefined && files.has(input.path) ? [input] : [];
  });
  const take = readAhead(tree, inputs);
  const byKey = new Map(inputs.map((input) => [JSON.stringify(input), input]));
  return async (input) => {
    const known = byKey.get(JSON.stringify(input));
    return known && take(known);
  };
}
