import type { Contract, PlanChange } from './contract.ts';

/** The last commit that touched each file. */
export type CommitOf = (file: string) => string | undefined;

/** A contract whose changes say with which commit they came. */
export function withCommits(contract: Contract, commitOf: CommitOf): Contract {
  return {
    ...contract,
    changes: contract.changes.map((change): PlanChange => {
      const commit = change.at === undefined ? undefined : commitOf(change.at.file);
      return change.at === undefined || commit === undefined
        ? change
        : { ...change, at: { ...change.at, commit } };
    }),
  };
}

/** The commits that a contract gives as reasons: who has no git takes its word for them. */
export function commitsOf({ changes }: Contract): CommitOf {
  const commits = new Map(
    changes.flatMap(({ at }) => (at?.commit === undefined ? [] : [[at.file, at.commit]])),
  );
  return (file) => commits.get(file);
}

/** The files that a contract gives as reasons. */
export function filesOf({ changes }: Contract): string[] {
  return [...new Set(changes.flatMap(({ at }) => (at === undefined ? [] : [at.file])))];
}
