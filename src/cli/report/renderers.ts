import { renderJson } from './findings-document.ts';
import type { FindingsFormat } from './formats.ts';
import { renderGithub } from './github.ts';
import { renderJunit } from './junit.ts';
import type { Renderer } from './report.ts';
import { renderSarif } from './sarif.ts';

/** The forms for machines; the one for people shows lines of files, which these never do. */
export const renderers: Readonly<Record<Exclude<FindingsFormat, 'pretty'>, Renderer>> = {
  json: renderJson,
  sarif: renderSarif,
  github: renderGithub,
  junit: renderJunit,
};
