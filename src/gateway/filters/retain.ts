import { isJsonObject, type Json } from '../../kernel/index.ts';

/** What is kept of a value: all of it, or what lies below its members. */
interface Kept {
  whole: boolean;
  readonly members: Map<string, Kept>;
}

/**
 * Only the parts of a value that pointers lead to (RFC 6901). A list on the way is crossed: the rest of a pointer
 * holds for each of its objects, and what is no object stays. A number in a pointer chooses one item of a list.
 * Pointers that lead nowhere keep nothing. Unlike reShapr, two pointers into the same list keep both, and `~0` and
 * `~1` mean `~` and `/`, as the standard says.
 */
export function retain(value: Json, pointers: readonly string[]): Json {
  const kept: Kept = { whole: false, members: new Map() };
  for (const pointer of pointers) {
    let node = kept;
    for (const segment of segmentsOf(pointer)) {
      const next = node.members.get(segment) ?? { whole: false, members: new Map() };
      node.members.set(segment, next);
      node = next;
    }
    node.whole = true;
  }
  if (Array.isArray(value)) return retainItems(value as readonly Json[], kept) ?? [];
  return isJsonObject(value) ? retainMembers(value, kept) : value;
}

/** The keys and indexes of a pointer (RFC 6901, 4). */
function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Undefined: there is nothing to keep. */
function retainBelow(value: Json, kept: Kept): Json | undefined {
  if (kept.whole) return value;
  if (Array.isArray(value)) return retainItems(value as readonly Json[], kept);
  return isJsonObject(value) ? retainMembers(value, kept) : undefined;
}

function retainMembers(value: Readonly<Record<string, Json | undefined>>, kept: Kept): Json {
  const members = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
    const below = kept.members.get(key);
    if (below === undefined || member === undefined) return [];
    const rest = retainBelow(member, below);
    return rest === undefined ? [] : [[key, rest]];
  });
  return Object.fromEntries(members);
}

/** Items that numbers choose, and of every other item what the rest of the pointers says. */
function retainItems(items: readonly Json[], { members }: Kept): Json | undefined {
  const chosen = new Map([...members].filter(([segment]) => /^(0|[1-9]\d*)$/.test(segment)));
  const each: Kept = {
    whole: false,
    members: new Map([...members].filter(([segment]) => !chosen.has(segment))),
  };
  const all = each.members.size > 0;
  const rest = items.flatMap((item, index): Json[] => {
    const own = chosen.get(String(index));
    if (own === undefined) return all ? [retainItem(item, each)] : [];
    const parts = all ? merged(own, each) : own;
    const part = parts.whole ? item : retainItem(item, parts);
    return [part];
  });
  return all || rest.length > 0 ? rest : undefined;
}

function retainItem(item: Json, kept: Kept): Json {
  if (Array.isArray(item)) return retainItems(item as readonly Json[], kept) ?? [];
  return isJsonObject(item) ? retainMembers(item, kept) : item;
}

/** What either keeps. */
function merged(a: Kept, b: Kept): Kept {
  const members = new Map(a.members);
  for (const [segment, kept] of b.members) {
    const own = members.get(segment);
    members.set(segment, own === undefined ? kept : merged(own, kept));
  }
  return { whole: a.whole || b.whole, members };
}
