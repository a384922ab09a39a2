import { isJsonObject } from '../../../kernel/index.ts';
import type { LocatedDocument, ValuePath } from '../../../manifest/index.ts';

/** Where a document has the answer of an introspection query; undefined where it has none. */
export function introspectionPath({ value }: LocatedDocument): ValuePath | undefined {
  if (!isJsonObject(value)) return undefined;
  if (isJsonObject(value['__schema'])) return ['__schema'];
  const data = value['data'];
  return isJsonObject(data) && isJsonObject(data['__schema']) ? ['data', '__schema'] : undefined;
}
