import { readFile } from 'node:fs/promises';
import { isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import { problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { usage } from '../problems.ts';

/** What a first tree needs of an OpenAPI document. */
const openapiSchema = z.object({
  openapi: z.string().startsWith('3.'),
  info: z.object({ title: z.string().min(1), version: z.union([z.string().min(1), z.number()]) }),
  servers: z.array(z.object({ url: z.string() })).optional(),
});

export interface OpenapiFacts {
  readonly text: string;
  readonly title: string;
  readonly version: string;
  /** The spec has the version as a number, which is none: the Service has to say it. */
  readonly versionIsNumber: boolean;
  /** The first server that is a whole URL. */
  readonly server: string | undefined;
}

/** Reads the few facts; everything else is for the compiler to judge. */
export async function readOpenapi(file: string): Promise<OpenapiFacts> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  const document = parseDocument(text);
  const parsed = openapiSchema.safeParse(plainValue(document));
  if (!parsed.success)
    throw problem(usage, {
      why: `${file} is no OpenAPI 3 document with a title and a version`,
      hint: 'give one in YAML or JSON, with openapi, info.title and info.version',
    });
  const { info, servers = [] } = parsed.data;
  const server = servers.find(({ url }) => /^https?:\/\/[^{]+$/.test(url))?.url;
  const node = document.getIn(['info', 'version'], true);
  // As it is written: 1.0 is not 1.
  const version = typeof info.version === 'string' ? info.version : isScalar(node) ? (node.source ?? '') : '';
  return { text, title: info.title, version, versionIsNumber: typeof info.version === 'number', server };
}

/** Undefined for a document with errors, or with more aliases than an honest one has. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.errors.length === 0 ? document.toJS({ maxAliasCount: 100 }) : undefined;
  } catch {
    return undefined;
  }
}
