import { blobId, type SourceTree } from '../../../src/kernel/index.ts';

/** A tree as plain data: path → text. Checks on the way that each file has the id and size it says. */
export async function textsOf(tree: SourceTree): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { path, blob, size } of tree.files) {
    const bytes = await tree.read(path);
    if (blobId(bytes) !== blob || bytes.length !== size) throw new Error(`${path} is not what its tree says`);
    texts[path] = Buffer.from(bytes).toString('latin1');
  }
  return texts;
}

export function pathsOf(tree: SourceTree): string[] {
  return tree.files.map(({ path }) => path);
}

/** Rejects with a problem: its code, message and hint. */
export async function problemOf(
  promise: Promise<unknown>,
): Promise<{ code: unknown; message: string; hint: unknown }> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return { code: error.code, message: error.message, hint: 'hint' in error ? error.hint : undefined };
}
