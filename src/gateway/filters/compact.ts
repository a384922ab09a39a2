import { isJsonObject, type Json } from '../../kernel/index.ts';

/** A value without nulls, empty texts, empty lists and empty objects, and without what becomes empty by that. */
export function compact(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(compact).filter((item) => !isEmpty(item));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
    const rest = compact(member ?? null);
    return isEmpty(rest) ? [] : [[key, rest]];
  });
  return Object.fromEntries(members);
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
