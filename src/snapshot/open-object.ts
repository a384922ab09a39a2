import { type ObjectKind, type ObjectOf, objectKinds } from './objects/kinds.ts';
import type { SealedObject } from './sealed.ts';

/** Reads the bytes of an object of a known kind. Throws a ZodError or SyntaxError when they are something else. */
export function openObject<K extends ObjectKind>(kind: K, bytes: Uint8Array): ObjectOf<K> {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return objectKinds[kind].schema.parse(value) as ObjectOf<K>;
}

/** The value of an object that was sealed from one of this kind in the same compile, and needs no check. */
export function openSealed<K extends ObjectKind>(kind: K, object: SealedObject): ObjectOf<K> {
  if (object.kind !== kind) throw new Error(`${object.name} is a ${object.kind}, no ${kind}`);
  return JSON.parse(Buffer.from(object.bytes).toString('utf8')) as ObjectOf<K>;
}

/** Opens objects by kind and digest; implementations may keep what they opened. */
export type Opener = <K extends ObjectKind>(kind: K, digest: string) => ObjectOf<K>;

/** An opener over stored bytes that opens each object once. */
export function cachingOpener(bytesOf: (digest: string) => Uint8Array): Opener {
  const opened = new Map<string, unknown>();
  return <K extends ObjectKind>(kind: K, digest: string): ObjectOf<K> => {
    const key = `${kind} ${digest}`;
    let object = opened.get(key);
    if (object === undefined) {
      object = openObject(kind, bytesOf(digest));
      opened.set(key, object);
    }
    return object as ObjectOf<K>;
  };
}
