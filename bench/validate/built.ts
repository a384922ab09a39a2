/** A module of the compiled program, which has threads of its own: from sources each would need a loader first. */
export async function built<T>(path: string): Promise<T> {
  return (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as T;
}
