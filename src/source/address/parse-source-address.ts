import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Problem, problem } from '../../kernel/index.ts';
import { problems } from '../problems.ts';
import { hasBrokenPort, isRemote, withoutCredentials } from './git-url.ts';
import { refFault } from './ref-name.ts';
import { type AddressParts, looksRemote, splitLocal, splitRemote } from './split-address.ts';
import { cleanSubPath } from './sub-path.ts';

export type SourceAddress =
  | { readonly kind: 'directory'; readonly directory: string; readonly label: string }
  | {
      readonly kind: 'git';
      /** A URL, which may hold credentials and is never to be shown, or an absolute path. */
      readonly repository: string;
      /** The branch, tag or commit; the default branch when there is none. */
      readonly ref?: string;
      /** The directory inside of the repository; its root when there is none. */
      readonly path?: string;
      /** The address without credentials. */
      readonly label: string;
    };

/** What stands at a path of this machine. `repository` is a bare one; a work tree is a directory. */
export type PathProbe = (path: string) => Promise<'directory' | 'repository' | 'other' | 'missing'>;

export interface ParseAddressOptions {
  /** What relative paths are relative to. */
  readonly cwd?: string;
  readonly probe?: PathProbe;
}

const schemes: ReadonlySet<string> = new Set(['https', 'http', 'ssh', 'git', 'file']);

/**
 * Reads `<directory | git url>[#branch][:path]`. A directory that exists is a directory, in a repository or
 * not; with `#branch` it is the repository that it lies in. A bare repository is one without it too.
 */
export async function parseSourceAddress(
  text: string,
  options: ParseAddressOptions = {},
): Promise<SourceAddress> {
  const { cwd = process.cwd(), probe = probePath } = options;
  const shown = withoutCredentials(text);
  const fault = textFault(text);
  if (fault !== undefined) throw badAddress(shown, fault);
  if (looksRemote(text)) return remoteAddress(splitRemote(text), shown);
  for (const parts of splitLocal(text)) {
    const location = resolve(cwd, parts.location);
    const found = await probe(location);
    if (found === 'repository' || (found === 'directory' && parts.atRef))
      return gitAddress(parts, location, shown);
    if (found === 'directory')
      return { kind: 'directory', directory: join(location, subPath(parts, shown)), label: shown };
    if (found === 'other') throw problem(problems.notADirectory, { path: parts.location });
  }
  const scp = /^([\w.-]+):(?!\/\/)(.+)$/.exec(text);
  if (scp !== null)
    throw badAddress(shown, `there is no directory '${text}'`, `for git over ssh write git@${text}`);
  throw problem(problems.noDirectory, { path: text.split('#', 1)[0] ?? text });
}

function remoteAddress(parts: AddressParts, shown: string): SourceAddress {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(parts.location)?.[1]?.toLowerCase();
  if (scheme !== undefined && !schemes.has(scheme))
    throw badAddress(shown, `git does not read ${scheme}:// here`, `use one of ${[...schemes].join(', ')}`);
  if (hasBrokenPort(parts.location))
    throw badAddress(shown, 'what follows its host is no port', 'write a / or @ of a password as %2F or %40');
  if (!isRemote(parts.location) || /^[a-z]+:\/\/[^/]*\/*$|@(\[[^\]]*\]|[^:/]*):$/i.test(parts.location))
    throw badAddress(shown, 'it names no repository');
  return gitAddress(parts, parts.location, shown);
}

function gitAddress(parts: AddressParts, repository: string, label: string): SourceAddress {
  const path = subPath(parts, label);
  const reason = parts.ref === '' ? undefined : refFault(parts.ref);
  if (reason !== undefined) throw problem(problems.unsafeRef, { ref: parts.ref, reason });
  return {
    kind: 'git',
    repository,
    ...(parts.ref === '' ? {} : { ref: parts.ref }),
    ...(path === '' ? {} : { path }),
    label,
  };
}

function subPath({ path }: AddressParts, shown: string): string {
  const clean = cleanSubPath(path);
  if (clean === undefined) throw badAddress(shown, `its path '${path}' climbs above the source`);
  return clean;
}

function textFault(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  if (text.startsWith('-')) return "it begins with '-'";
  if (/\p{Cc}/u.test(text)) return 'it holds a control character';
  if (/^[\w+-]+::/.test(text)) return 'it names a helper program of git';
  return undefined;
}

function badAddress(text: string, reason: string, hint?: string): Problem {
  return problem(problems.badAddress, { text, reason, ...(hint === undefined ? {} : { hint }) });
}

/** A bare repository is known by what git itself looks for. */
async function probePath(path: string): Promise<Awaited<ReturnType<PathProbe>>> {
  const kind = await kindAt(path);
  if (kind !== 'directory') return kind;
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => kindAt(join(path, name))));
  return parts.join(' ') === 'other directory directory' ? 'repository' : 'directory';
}

async function kindAt(path: string): Promise<'directory' | 'other' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'other';
  } catch {
    return 'missing';
  }
}
