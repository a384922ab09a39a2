import { createHash } from 'node:crypto';

/** The texts that were met, numbered from 0 on in the order of their first time. */
export interface Visited {
  readonly size: number;
  numberOf(text: string): number;
}

/** 32-bit words that are kept of a text: its MD5. Two of a hundred million texts share one once in 10^22 times. */
const words = 4;

/** Millions of texts, twenty bytes and some room for each: a table with open addresses. */
export function visited(): Visited {
  let places = 1 << 16;
  let keys = new Uint32Array(places * words);
  /** Numbers, from 1 on; 0 is a free place. */
  let numbers = new Uint32Array(places);
  let size = 0;

  function placeOf(key: Uint32Array): number {
    let place = (key[0] as number) & (places - 1);
    while (numbers[place] !== 0 && !isAt(place, key)) place = (place + 1) & (places - 1);
    return place;
  }

  function isAt(place: number, key: Uint32Array): boolean {
    for (let word = 0; word < words; word++) if (keys[place * words + word] !== key[word]) return false;
    return true;
  }

  function put(place: number, key: Uint32Array, number: number): void {
    keys.set(key, place * words);
    numbers[place] = number;
  }

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers];
    places *= 2;
    keys = new Uint32Array(places * words);
    numbers = new Uint32Array(places);
    for (const [place, number] of oldNumbers.entries()) {
      if (number === 0) continue;
      const key = oldKeys.subarray(place * words, (place + 1) * words);
      put(placeOf(key), key, number);
    }
  }

  return {
    get size() {
      return size;
    },
    numberOf: (text) => {
      const digest = createHash('md5').update(text).digest();
      const key = new Uint32Array(digest.buffer, digest.byteOffset, words);
      const place = placeOf(key);
      const known = numbers[place] as number;
      if (known > 0) return known - 1;
      put(place, key, ++size);
      if (size * 2 > places) grow();
      return size - 1;
    },
  };
}
