import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { usage } from '../problems.ts';
import type { SpecFacts } from './spec-facts.ts';

/** Reads a GraphQL schema, which says neither its name nor its version nor where it is served. */
export async function readGraphql(file: string): Promise<SpecFacts> {
  if (!/\.(graphqls?|gql|json)$/.test(file))
    throw problem(usage, {
      why: `${file} is no GraphQL schema by its name`,
      hint: 'give one that ends in .graphql, .graphqls or .gql, or an introspection result that ends in .json',
    });
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  const name = basename(file).replace(/\.[^.]*$/, '');
  return { text, name, version: '1.0', missing: ['name', 'version'], server: undefined };
}
