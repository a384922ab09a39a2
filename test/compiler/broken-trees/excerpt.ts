import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/index.ts';
import { pick } from './random.ts';

/** Some paths of a spec, with all that they refer to and nothing else, in the order of the spec. */
export function excerptOf(spec: JsonObject, count: number, random: () => number): JsonObject {
  // Calls of the ones with servers of their own would go elsewhere, which is reported.
  const all = without('servers', objectIn(spec, 'paths'));
  // A path with a parameter, so that there is one to misspell.
  const chosen = new Set([
    pick(
      Object.keys(all).filter((path) => path.includes('{')),
      random,
    ),
  ]);
  while (chosen.size < count) chosen.add(pick(Object.keys(all), random));
  const paths = only(all, chosen);
  const needed = referredIn(paths, spec);
  const components = Object.fromEntries(
    Object.entries(objectIn(spec, 'components')).flatMap(([section, members]) => {
      if (!isJsonObject(members)) return [];
      const kept = only(members, new Set(needed.get(section)));
      return Object.keys(kept).length > 0 ? [[section, kept]] : [];
    }),
  );
  const { openapi = '', info = {} } = spec;
  return { openapi, info, paths, components };
}

function objectIn(holder: JsonObject, key: string): JsonObject {
  const member = holder[key];
  if (!isJsonObject(member)) throw new Error(`${key} is no mapping`);
  return member;
}

function without(field: string, paths: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(paths).filter(([, item]) => !JSON.stringify(item).includes(`"${field}":`)),
  );
}

function only(members: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([key]) => keys.has(key)));
}

/** Names of components by section, as far as references lead. */
function referredIn(start: Json, spec: JsonObject): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const pending: Json[] = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [, section = '', name = ''] of JSON.stringify(next).matchAll(
      /"#\/components\/(\w+)\/([^"]+)"/g,
    )) {
      const names = found.get(section) ?? new Set();
      found.set(section, names);
      if (names.has(name)) continue;
      names.add(name);
      const members = objectIn(objectIn(spec, 'components'), section);
      const member = members[name];
      if (member !== undefined) pending.push(member);
    }
  }
  return found;
}
