import { LRUCache } from 'lru-cache';
import type { Entry } from '../../snapshot/index.ts';
import { encodePut, encodeResponse } from '../../wire/index.ts';
import type { Store } from '../store/store.ts';
import type { EncodePut } from './outgoing.ts';

/** Bytes of encoded objects kept for the next gateway. */
const cacheSize = 64 * 1024 * 1024;

/** Encodes each object once for all gateways. */
export function encodedObjects(store: Store): EncodePut {
  const cache = new LRUCache<string, readonly Buffer[]>({
    maxSize: cacheSize,
    sizeCalculation: (messages) => messages.reduce((size, bytes) => size + bytes.length, 64),
  });
  const underWay = new Map<string, Promise<readonly Buffer[]>>();

  async function encode(entry: Entry): Promise<readonly Buffer[]> {
    const bytes = await store.object(entry.digest);
    if (bytes === undefined) throw new Error(`object ${entry.digest} is not in the store`);
    return encodePut(entry, bytes).map(encodeResponse);
  }

  /** All gateways ask for an object at the same moment. */
  function encodeOnce(key: string, entry: Entry): Promise<readonly Buffer[]> {
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const encoding = encode(entry)
      .then((messages) => {
        cache.set(key, messages);
        return messages;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, encoding);
    return encoding;
  }

  return (entry: Entry, held: boolean) => {
    if (held) return encodePut(entry, 'held').map(encodeResponse);
    const key = `${entry.kind} ${entry.name} ${entry.digest}`;
    return cache.get(key) ?? encodeOnce(key, entry);
  };
}
