import { createHash } from 'node:crypto';
import { memoryMemo } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import type { SyncedSource } from '../../reconciler/index.ts';
import {
  directoryTree,
  gitRepository,
  parseSourceAddress,
  type SourceAddress,
  statCache,
} from '../../source/index.ts';
import { compileTree } from '../compile/compile-tree.ts';
import { compiledHead } from '../compile/compiled-head.ts';
import { manifestFiles } from '../compile/manifest-files.ts';
import { gitCacheDir } from '../compile/open-tree.ts';
import type { Io } from '../io.ts';

/** Trees by what `poll` called them. */
interface Reader {
  readonly address: string;
  readonly author: string;
  poll(): Promise<string>;
  tree(polled: string): Promise<SourceTree>;
  commitOf(polled: string): string | undefined;
}

/** A source for the control plane to sync: a directory, or a branch of a git repository. */
export async function syncedSource(text: string, io: Io): Promise<SyncedSource> {
  const address = await parseSourceAddress(text);
  const reader = address.kind === 'git' ? await gitReader(address, io) : directoryReader(address);
  const memo = memoryMemo();
  return {
    address: reader.address,
    author: reader.author,
    poll: reader.poll,
    commitOf: reader.commitOf,
    compile: async (polled) => {
      const tree = await reader.tree(polled);
      const { result } = await compileTree(tree, { memo });
      if (result.compiled === undefined)
        return {
          problems: result.diagnostics
            .filter(({ severity }) => severity === 'error')
            .map(
              ({ file, range, code, message }) =>
                `${file}:${range.start.line}:${range.start.column}: ${message} (${code})`,
            ),
        };
      return { head: compiledHead(result.compiled, await manifestFiles(tree, result.compiled)) };
    },
  };
}

async function gitReader(address: SourceAddress & { kind: 'git' }, io: Io): Promise<Reader> {
  const repository = await gitRepository(address.repository, {
    cacheDir: gitCacheDir(io.env),
    signal: io.signal,
  });
  return {
    address: address.label,
    author: 'git sync',
    poll: async () => (await repository.latest(address.ref)).commit,
    tree: (commit) => repository.tree(commit, address.path ?? ''),
    commitOf: (commit) => commit,
  };
}

function directoryReader(address: SourceAddress & { kind: 'directory' }): Reader {
  const cache = statCache();
  let last: { polled: string; tree: SourceTree } | undefined;
  return {
    address: address.label,
    author: 'directory sync',
    poll: async () => {
      const tree = await directoryTree(address.directory, { cache });
      const hash = createHash('sha256');
      for (const { path, blob } of tree.files) hash.update(`${path}\0${blob}\n`);
      last = { polled: hash.digest('hex'), tree };
      return last.polled;
    },
    tree: async (polled) =>
      last?.polled === polled ? last.tree : await directoryTree(address.directory, { cache }),
    commitOf: () => undefined,
  };
}
