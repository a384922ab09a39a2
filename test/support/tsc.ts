import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** What the real compiler of TypeScript says against files of a folder, strictly, with no library left unchecked. */
export async function tsc(folder: string, ...files: string[]): Promise<string> {
  const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', ''];
  const more = ['--allowImportingTsExtensions', '--noUncheckedIndexedAccess'];
  const words = [resolve('node_modules/typescript/bin/tsc'), ...options, ...more, ...files];
  return promisify(execFile)(process.execPath, words, { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}
