import { finding } from '../../kernel/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { defined } from './diagnostics.ts';

/** Keeps the first of each identity and reports the others, each with where the first one stands. */
export function uniqueBy<T extends { readonly manifest: Manifest }>(
  items: readonly T[],
  kind: string,
  identity: (item: T) => string,
  context: Context,
): Map<string, T> {
  const first = new Map<string, T>();
  for (const item of items) {
    const name = identity(item);
    const holder = first.get(name);
    if (holder === undefined) {
      first.set(name, item);
      continue;
    }
    const related = { ...holder.manifest.nameAt(), message: 'the first one is here' };
    context.report(finding(defined, { kind, name }, item.manifest.nameAt(), [related]));
  }
  return first;
}
