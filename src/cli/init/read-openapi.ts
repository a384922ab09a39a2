import { readFile } from 'node:fs/promises';
import { isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import { problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { usage } from '../problems.ts';
import type { SpecFacts } from './spec-facts.ts';

/** What a first tree needs of an OpenAPI document. */
const openapiSchema = z.object({
  openapi: z.string().startsWith('3.'),
  info: z.object({ title: z.string().min(1), version: z.union([z.string().min(1), z.number()]) }),
  servers: z.array(z.object({ url: z.string() })).optional(),
});

/** Reads the few facts; everything else is for the compiler to judge. */
export async function readOpenapi(file: string): Promise<SpecFacts> {
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
  // A number is no version: the Service has to say it.
  const missing = typeof info.version === 'number' ? (['version'] as const) : [];
  return { text, name: info.title, version, missing, server };
}

/** Undefined for a document with errors, or with more aliases than an honest one has. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.errors.length === 0 ? document.toJS({ maxAliasCount: 100 }) : undefined;
  } catch {
    return undefined;
  }
}
