import { isAbsolute, join, relative, sep } from 'node:path';
import { LRUCache } from 'lru-cache';
import { problem } from '../../kernel/index.ts';
import { secretUnavailable } from './problems.ts';

/** What is needed of a file system: `node:fs/promises` has it. Paths that do not exist are errors with a `code`. */
export interface SecretFiles {
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<FileFacts>;
  readFile(path: string): Promise<Uint8Array>;
}

interface FileFacts {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
}

/** Reads the file that `${file:path}` names in an organization. Throws a Problem, `secretUnavailable`. */
export type FileReader = (path: string, organization: string) => Promise<string>;

/** Bytes of one secret. */
const maxSize = 64 * 1024;

/**
 * Files below `<directory>/<organization>`, symbolic links included as long as they stay there (Kubernetes mounts
 * secrets as links). A value is kept until the file behind its path is another one, or has another time or size.
 */
export function fileSecrets(directory: string | undefined, files: SecretFiles): FileReader {
  const known = new LRUCache<string, { facts: FileFacts; text: string }>({ max: 256 });

  return async (path, organization) => {
    const refuse = (why: string): Error => problem(secretUnavailable, { reference: `\${file:${path}}`, why });
    if (directory === undefined) throw refuse('the gateway has no secrets directory');
    if (!isPlain(organization) || !path.split('/').every(isPlain))
      throw refuse('the path leaves its directory');
    const base = join(directory, organization);
    const name = join(base, path);
    try {
      const facts = await files.stat(name);
      const cached = known.get(name);
      if (cached !== undefined && isSame(cached.facts, facts)) return cached.text;
      if (!facts.isFile()) throw refuse('it is no file');
      if (facts.size > maxSize) throw refuse(`it is larger than ${maxSize} bytes`);
      const real = await files.realpath(name);
      if (!isBelow(await files.realpath(base), real)) throw refuse('it is a link that leaves its directory');
      const bytes = await files.readFile(real);
      if (bytes.length > maxSize) throw refuse(`it is larger than ${maxSize} bytes`);
      const text = Buffer.from(bytes)
        .toString('utf8')
        .replace(/\r?\n$/, '');
      known.set(name, { facts, text });
      return text;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse('there is no such file');
      if (/^E[A-Z]+$/.test(code)) throw refuse(`it cannot be read (${code})`);
      throw error;
    }
  };
}

/** One segment of a path that leads nowhere but down. */
function isPlain(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[\\/\0]/.test(segment);
}

function isBelow(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isSame(a: FileFacts, b: FileFacts): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}
