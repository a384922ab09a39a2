import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { glob } from 'tinyglobby';
import type { Generator } from './generator.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The gRPC code of `proto/`, by `buf generate` with the plugin that buf.gen.yaml names; needs no network. */
export const wire: Generator = {
  name: 'gRPC code',
  folder: 'src/wire/generated',
  outputs: async () => {
    const output = await mkdtemp(join(tmpdir(), 'reshapr-generate-'));
    try {
      await run(process.execPath, [require.resolve('@bufbuild/buf/bin/buf'), 'generate', '--output', output]);
      const paths = (await glob('**/*', { cwd: output })).sort();
      return new Map(
        await Promise.all(
          paths.map(async (path) => [path, await readFile(join(output, path), 'utf8')] as const),
        ),
      );
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  },
};
