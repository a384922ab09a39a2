/** One answer of `git cat-file --batch`. */
export type BatchAnswer =
  | { readonly object: string; readonly type: string; readonly bytes: Uint8Array }
  | { readonly object: string; readonly missing: true };

/** A header is an object id, a type and a size; anything longer is not git speaking. */
const headerLimit = 256;

/**
 * Parses the output of `git cat-file --batch` (git-cat-file(1), BATCH OUTPUT) from chunks cut anywhere.
 * Returns the answers that a chunk completes. Throws on what is not that format, or on an object over
 * `objectLimit` bytes.
 */
export function batchParser(objectLimit: number): (chunk: Uint8Array) => BatchAnswer[] {
  let header = '';
  let object: { name: string; type: string; bytes: Uint8Array; filled: number } | undefined;

  function openObject(line: string): BatchAnswer[] {
    const missing = /^(\S+) missing$/.exec(line);
    if (missing?.[1] !== undefined) return [{ object: missing[1], missing: true }];
    const [, name, type, size] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(line) ?? [];
    if (name === undefined || type === undefined) throw new Error(`git cat-file said '${line}'`);
    if (Number(size) > objectLimit) throw new Error(`object ${name} has ${size} bytes`);
    object = { name, type, bytes: new Uint8Array(Number(size)), filled: 0 };
    return [];
  }

  /** Takes what belongs to the open object; the byte after it is a line feed. */
  function fill(chunk: Uint8Array, from: number): { at: number; answers: BatchAnswer[] } {
    if (object === undefined) return { at: from, answers: [] };
    const part = chunk.subarray(from, from + object.bytes.length - object.filled);
    object.bytes.set(part, object.filled);
    object.filled += part.length;
    const at = from + part.length;
    if (object.filled < object.bytes.length || at === chunk.length) return { at, answers: [] };
    if (chunk[at] !== 0x0a) throw new Error(`object ${object.name} does not end where it should`);
    const { name, type, bytes } = object;
    object = undefined;
    return { at: at + 1, answers: [{ object: name, type, bytes }] };
  }

  return (chunk) => {
    const answers: BatchAnswer[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (object !== undefined) {
        const filled = fill(chunk, at);
        answers.push(...filled.answers);
        at = filled.at;
        continue;
      }
      const end = chunk.indexOf(0x0a, at);
      header += Buffer.from(chunk.subarray(at, end === -1 ? chunk.length : end)).toString('latin1');
      if (header.length > headerLimit) throw new Error('git cat-file said a line that is too long');
      if (end === -1) break;
      answers.push(...openObject(header));
      header = '';
      at = end + 1;
    }
    return answers;
  };
}
