/** Something of the repository that is made from something else of it, and committed. */
export interface Generator {
  readonly name: string;
  /** Folder that holds the outputs and nothing else, so that what is no output there is stale. */
  readonly folder: string;
  /** The text of every file, by its path from the root of the repository. */
  outputs(): Promise<ReadonlyMap<string, string>>;
}
