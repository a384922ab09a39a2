/**
 * The same text again for the same item. Names are keys: a text that was hashed before is found faster than one that
 * is put together anew.
 */
export function nameOnce<T extends object>(make: (item: T) => string): (item: T) => string {
  const known = new WeakMap<T, string>();
  return (item) => {
    let name = known.get(item);
    if (name === undefined) {
      name = make(item);
      known.set(item, name);
    }
    return name;
  };
}
