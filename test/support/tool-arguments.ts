import fc from 'fast-check';
import { standalone } from '../../src/gateway/surface/list-entry.ts';
import type { SchemaObject, ToolObject } from '../../src/snapshot/index.ts';
import { lazyCheck } from '../../src/snapshot/schema-check.ts';
import { arbitraryOf } from './schema-arbitrary.ts';

const patience = 200;

/** Arguments that a gateway accepts for a tool, always the same for a seed. */
export function argumentsFor(
  tool: ToolObject,
  schemas: ReadonlyMap<string, SchemaObject>,
  seed: number,
): Record<string, unknown> {
  const shared = (name: string): SchemaObject => {
    const found = schemas.get(name);
    if (found === undefined) throw new Error(`no schema ${name}`);
    return found;
  };
  const arbitrary = arbitraryOf(tool.inputSchema, (name) => shared(name).schema);
  const check = lazyCheck(standalone(tool.inputSchema, tool.uses, shared));
  let faults: readonly string[] = [];
  for (let attempt = 0; attempt < patience; attempt++) {
    const drawn = fc.sample(arbitrary, { seed: seed + attempt * 1_000_003, numRuns: 1 })[0];
    const args = JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>;
    faults = check(args);
    if (faults.length === 0) return args;
  }
  throw new Error(`no arguments for ${tool.operation}: ${faults.join(', ')}`);
}
