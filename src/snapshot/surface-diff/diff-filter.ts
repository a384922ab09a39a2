import type { FilterObject } from '../objects/filter.ts';
import type { Note } from './change.ts';
import { isEqual } from './schemas/comparison.ts';

type Filter = Omit<FilterObject, 'format' | 'tool' | 'failure'>;

/** What differs in the answers of a tool because of its output filter; undefined where it has none. */
export function diffFilter(
  before: FilterObject | undefined,
  after: FilterObject | undefined,
  note: Note,
): void {
  const was: Filter = before ?? {};
  const is: Filter = after ?? {};
  for (const pointer of lost(was.retain, is.retain)) note('filter-drops-more', { path: pointer });
  for (const pointer of lost(is.retain, was.retain)) note('filter-keeps-more', { path: pointer });
  if (!isEqual(was.patches ?? [], is.patches ?? [])) note('filter-patches-changed');
  if (is.compact === true && was.compact !== true) note('filter-compact-on');
  if (is.compact !== true && was.compact === true) note('filter-compact-off');
  if ((is.toon ?? false) !== (was.toon ?? false))
    note('filter-text-format', { was: textOf(was), is: textOf(is) });
  if (before === undefined || after === undefined || before.failure === after.failure) return;
  note(after.failure === 'closed' ? 'filter-fails-closed' : 'filter-fails-open');
}

/** Pointers that were kept and are not, not even within another one; a filter without a list keeps everything. */
function lost(was: readonly string[] | undefined, is: readonly string[] | undefined): string[] {
  if (is === undefined) return [];
  const isKept = (pointer: string): boolean =>
    is.some((kept) => kept === '' || pointer === kept || pointer.startsWith(`${kept}/`));
  if (was === undefined) return isKept('') ? [] : [`anything but ${is.join(', ')}`];
  return was.filter((pointer) => !isKept(pointer));
}

function textOf({ toon }: Filter): string {
  return toon === true ? 'TOON' : 'JSON';
}
