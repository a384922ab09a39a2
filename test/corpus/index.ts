import { openApiCorpus } from './openapi/corpus.ts';

/** One real, public spec, whole, as a package of npm ships it. */
export interface CorpusSpec {
  readonly language: 'openapi' | 'graphql' | 'protobuf';
  readonly package: string;
  readonly version: string;
  /** As `package.json` names it. */
  readonly licence: string;
  /** In the package; what ends in `.gz` is compressed. */
  readonly path: string;
  /** As an independent parser counts them. */
  readonly operations: number;
}

/** Every spec that the corpus tests read. Packages are installed by CI only (test/oracles). */
export const corpus: readonly CorpusSpec[] = [...openApiCorpus];
