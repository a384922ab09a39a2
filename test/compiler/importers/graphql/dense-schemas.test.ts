import { getNamedType, isCompositeType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fittingSelections } from '../../../../src/compiler/importers/graphql/fit-selection.ts';
import { readSdl } from '../../../../src/compiler/importers/graphql/read-sdl.ts';
import { selecting } from '../../../../src/compiler/importers/graphql/selection.ts';
import { sharedSchemas } from '../../../../src/compiler/importers/graphql/shared-schemas.ts';
import { hostile } from '../../../fuzz/hostile.ts';

/** Selections that are made for all queries and the relations of their answers. */
function selectionsMade(kind: string, size: number): number {
  const bytes = Buffer.from(hostile.get(kind)?.text(size) ?? '');
  const main = { file: 'a.graphql', bytes };
  const input = { main, service: { name: 'A', version: '1' }, part: () => undefined };
  const source = readSdl(input, () => undefined);
  if (source === undefined) throw new Error('no schema');
  const parts = selecting(source);
  const selectionOf = fittingSelections(source, { maxDepth: 3, maxFields: 200 }, sharedSchemas(), parts);
  for (const field of Object.values(source.schema.getQueryType()?.getFields() ?? {})) {
    const type = getNamedType(field.type);
    if (isCompositeType(type)) selectionOf(type);
  }
  return parts.work.selections;
}

describe('the selections of many types that lead to each other are made from what was made before', () => {
  // Each was made anew below each other type: 4,096 types that implement one interface took 25 seconds.
  it.each([
    ['graphql: an interface that everything implements', 300, 5],
    ['graphql: a sparse graph of types', 300, 8],
    ['graphql: a chain of types', 300, 4],
    ['graphql: unions of everything', 64, 6],
  ])('%s', (kind, size, perType) => {
    const made = selectionsMade(kind, size);
    expect(made).toBeGreaterThan(size);
    expect(made).toBeLessThanOrEqual(size * perType);
  });
});
