import { LRUCache } from 'lru-cache';
import { problem, systemClock } from '../../kernel/index.ts';
import { isRemote, redactor, withoutCredentials } from '../address/git-url.ts';
import { refFault } from '../address/ref-name.ts';
import { realDirectory } from '../directory/directory-tree.ts';
import { defaultLimits } from '../limits.ts';
import { problems } from '../problems.ts';
import type { Subject } from './git-failure.ts';
import type { GitRepository, GitRepositoryOptions, GitWork } from './git-repository.ts';
import { inPlace } from './in-place.ts';
import { mirror } from './mirror.ts';
import { objectReader } from './object-reader.ts';
import { missingObject } from './origin.ts';
import { repositoryReads } from './repository-reads.ts';

const defaultTimeoutMs = 60_000;
/** Bytes of objects that are kept, since a compile reads a file more than once and most stay the same. */
const keptBytes = 64 * 1024 * 1024;

/**
 * Opens a repository: a path of this machine is used in place, a URL through a mirror in the cache directory.
 * A remote is not asked anything yet.
 */
export async function gitRepository(
  repository: string,
  options: GitRepositoryOptions,
): Promise<GitRepository> {
  const { cacheDir, timeoutMs = defaultTimeoutMs, clock = systemClock } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const work: GitWork = { processes: 0, remoteAsks: 0, fetches: 0, batches: 0, objectsRead: 0 };
  const closing = new AbortController();
  const signal =
    options.signal === undefined ? closing.signal : AbortSignal.any([options.signal, closing.signal]);
  const label = withoutCredentials(repository);
  const subject: Subject = { label, timeoutMs, redact: redactor(repository) };
  const settings = {
    environment: options.environment ?? process.env,
    timeoutMs,
    signal,
    onProcess: () => {
      work.processes++;
    },
  };
  const origin = isRemote(repository)
    ? mirror(repository, subject, { ...settings, cacheDir, clock, work })
    : await inPlace(await realDirectory(repository), subject, settings);

  const objectLimit = limits.fileBytes;
  const reader = objectReader({ client: origin.client, subject, objectLimit, clock, signal, work });
  const objects = new LRUCache<string, Uint8Array>({
    maxSize: keptBytes,
    sizeCalculation: (bytes) => bytes.length + 1,
  });
  async function bytesOf(object: string): Promise<Uint8Array> {
    const bytes = objects.get(object) ?? (await reader.read(object));
    if (bytes === undefined) throw missingObject(label, object);
    objects.set(object, bytes);
    return bytes;
  }

  async function latest(ref: string | undefined): ReturnType<GitRepository['latest']> {
    const reason = ref === undefined ? undefined : refFault(ref);
    if (ref !== undefined && reason !== undefined) throw problem(problems.unsafeRef, { ref, reason });
    return origin.latest(ref);
  }

  return {
    label,
    work,
    latest,
    resolve: async (ref) => (await latest(ref)).commit,
    fetch: () => origin.fetch(),
    ...repositoryReads(origin, { limits, bytesOf, signal }),
    isDirty: (path = '') => origin.isDirty(path),
    close: () => closing.abort(new Error(`the repository ${label} was closed`)),
  };
}
