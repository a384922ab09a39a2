import { isJsonObject } from '../../kernel/index.ts';

type Arguments = Readonly<Record<string, unknown>>;

/**
 * The arguments that a declarative custom tool sends, as reShapr makes them: a text that begins with `${` and ends
 * with `}` is replaced by the argument whose path it holds, with its type; what has no value is left out. Only
 * objects are looked into, so lists and longer texts are sent as they are written.
 */
export function fillTemplate(template: Arguments, args: Arguments): Record<string, unknown> {
  return fillObject(template, leavesOf(args));
}

function fillObject(template: Arguments, values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const filled = Object.entries(template).flatMap(([key, part]): [string, unknown][] => {
    if (isJsonObject(part)) return [[key, fillObject(part, values)]];
    if (typeof part !== 'string' || !part.startsWith('${') || !part.endsWith('}')) return [[key, part]];
    const path = part.slice(2, -1);
    return values.has(path) ? [[key, values.get(path)]] : [];
  });
  return Object.fromEntries(filled);
}

/** Every value of the arguments that is no object, by its path with dots. A list is one value. */
export function leavesOf(args: Arguments): ReadonlyMap<string, unknown> {
  const leaves = new Map<string, unknown>();
  const walk = (value: Arguments, prefix: string): void => {
    for (const [key, member] of Object.entries(value)) {
      if (isJsonObject(member)) walk(member, `${prefix}${key}.`);
      else leaves.set(prefix + key, member);
    }
  };
  walk(args, '');
  return leaves;
}
