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
  return async (entry: Entry, held: boolean) => {
    if (held) return encodePut(entry, 'held').map(encodeResponse);
    const key = `${entry.kind} ${entry.name} ${entry.digest}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const bytes = await store.object(entry.digest);
    if (bytes === undefined) throw new Error(`object ${entry.digest} is not in the store`);
    const messages = encodePut(entry, bytes).map(encodeResponse);
    cache.set(key, messages);
    return messages;
  };
}
