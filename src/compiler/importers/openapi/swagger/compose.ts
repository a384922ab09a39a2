import type { Json } from '../../../../kernel/index.ts';
import type { Node, Place } from '../resolve.ts';

/** A value that the file does not hold, but that follows from what stands at a place. */
export function said(place: Place, value: Json): Node {
  return { file: place.file, parent: place.parent, key: place.key, value };
}

/** A mapping whose members stand where they stand; members that are undefined are left out. */
export function composed(place: Place, members: Readonly<Record<string, Node | undefined>>): Node {
  const given = Object.entries(members).filter((member): member is [string, Node] => member[1] !== undefined);
  const value = Object.fromEntries(given.map(([key, node]) => [key, node.value]));
  return { ...said(place, value), members: new Map(given) };
}

/** A list whose items stand where they stand. */
export function composedList(place: Place, items: readonly Node[]): Node {
  const members = new Map(items.map((item, index) => [String(index), item]));
  return {
    ...said(
      place,
      items.map(({ value }) => value),
    ),
    members,
  };
}
