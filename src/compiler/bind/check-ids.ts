import { finding } from '../../kernel/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { renamedFromTaken } from './rename-diagnostics.ts';

interface Identified {
  readonly id: string;
  readonly manifest: Manifest;
}

/** Reports what has the id of something else with another name: one of them was renamed from a name that is taken. */
export function checkIds<T extends Identified>(
  kind: string,
  items: ReadonlyMap<string, T>,
  context: Context,
): void {
  const holders = new Map<string, T>();
  for (const [name, item] of items) {
    const holder = holders.get(item.id);
    if (holder === undefined) {
      holders.set(item.id, item);
      continue;
    }
    const related = { ...holder.manifest.nameAt(), message: 'the other one is here' };
    context.report(finding(renamedFromTaken, { kind, name }, item.manifest.nameAt(), [related]));
  }
}
