import type { SourceTree, TreeFile } from '../../kernel/index.ts';
import { type Manifests, manifestsOf } from '../bind/manifests.ts';
import type { SpecInput, SpecReading } from './import-spec.ts';
import { specInput } from './spec-input.ts';

/** A spec that was read elsewhere. */
export interface SpecAnswer {
  readonly reading: SpecReading;
  readonly filesParsed: number;
}

/** Specs that are being read elsewhere. They are asked for in the order that they were given in. */
export interface SpecsAhead {
  /** The answer for a spec; undefined for one that the caller should read, and nobody else will. */
  take(input: SpecInput): Promise<SpecAnswer | undefined>;
  /** Lets those who read say what they have, and get what they need next; to be called every few milliseconds. */
  turn(): Promise<void>;
}

/**
 * Gets ready to read specs of a tree elsewhere, such as on other threads; it is then told once which. `unread` are the
 * files that no compile looked at before: what there may be to do.
 */
export type ReadAhead = (
  tree: SourceTree,
  unread: readonly TreeFile[],
) => (inputs: readonly SpecInput[]) => SpecsAhead;

const nothingAhead: SpecsAhead = {
  take: () => Promise.resolve(undefined),
  turn: () => Promise.resolve(),
};

/** Has the specs of these manifests read elsewhere, and tells what became of each. */
export function startedAhead(
  files: ReadonlyMap<string, TreeFile>,
  manifests: Manifests,
  read: ReturnType<ReadAhead> | undefined,
): SpecsAhead {
  if (read === undefined) return nothingAhead;
  const [project] = manifestsOf(manifests, 'Project');
  if (project === undefined) return read([]);
  const inputs = manifestsOf(manifests, 'Service').flatMap((manifest) => {
    const input = specInput(manifest, project.spec.organization);
    return input !== undefined && files.has(input.path) ? [input] : [];
  });
  const { take, turn } = read(inputs);
  const byKey = new Map(inputs.map((input) => [JSON.stringify(input), input]));
  return {
    turn,
    take: async (input) => {
      const known = byKey.get(JSON.stringify(input));
      return known && take(known);
    },
  };
}
