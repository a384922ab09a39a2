import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Where texts end up that people or programs read, by name. */
export type Sinks = ReadonlyMap<string, string>;

/** A secret that was planted: which it is, and its text. */
export type Canaries = Readonly<Record<string, string>>;

/** A secret that says in its text where it was planted. */
export function canary(where: string): string {
  return `CANARY-${where}-q7Zk29vLx`;
}

/** The canaries that are found in sinks, as they are or in a form that is easily read back. */
export function found(canaries: Canaries, sinks: Sinks): string[] {
  return [...sinks].flatMap(([sink, text]) =>
    Object.entries(canaries).flatMap(([name, secret]) =>
      formsOf(secret).some((form) => text.includes(form)) ? [`${name} in ${sink}`] : [],
    ),
  );
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of a text within another depends on where it begins there.
  const inside = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4)
      .replace(/=+$/, '')
      .slice(0, -2),
  );
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [secret, escaped, encodeURIComponent(secret), bytes.toString('hex'), ...inside];
}

/** Every file below a folder but those that `isOwn` says hold secrets on purpose. */
export async function filesBelow(
  folder: string,
  isOwn: (path: string) => boolean,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!isOwn(name)) files.set(name, await readFile(path, 'latin1'));
  }
  return files;
}
