import { graphqlCorpus } from './graphql/corpus.ts';
import { openApiCorpus } from './openapi/corpus.ts';
import { protobufCorpus } from './protobuf-files.ts';

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
export const corpus: readonly CorpusSpec[] = [...openApiCorpus, ...graphqlCorpus, ...protobufCorpus];

/** With this, tests that say the same of specs that are nearly alike do so of all of them; it takes some minutes. */
const isWhole = process.env['RESHAPR_CORPUS_WHOLE'] !== undefined;

/** The OpenAPI descriptions of the corpus without those whose path fits `alike`, unless all are asked for. */
export function openApiWithout(alike: RegExp): readonly CorpusSpec[] {
  return openApiCorpus.filter(({ path }) => isWhole || !alike.test(path));
}
