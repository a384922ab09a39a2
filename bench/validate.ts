import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Result } from './support/result.ts';

const child = fileURLToPath(new URL('validate/child.ts', import.meta.url));

/**
 * A cold validate of a generated tree, every file parsed and every tool made, against a plain parse of the same
 * bytes by the `yaml` package. In a process of its own, which has nothing else to do and runs what was built.
 */
export async function benchValidate(manifests: number): Promise<Result[]> {
  const args = ['--import', 'tsx', child, String(manifests)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Result[];
}
