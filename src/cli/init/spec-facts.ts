import type { FirstService } from './project-texts.ts';

/** What a first tree needs of a spec. */
export interface SpecFacts extends Pick<FirstService, 'name' | 'version' | 'missing'> {
  readonly text: string;
  /** The first server that is a whole URL. */
  readonly server: string | undefined;
}
