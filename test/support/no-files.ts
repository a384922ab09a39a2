import type { SecretFiles } from '../../src/gateway/secrets/file-secrets.ts';

/** A file system that nobody may touch. */
export const noFiles: SecretFiles = {
  realpath: untouched,
  stat: untouched,
  readFile: untouched,
};

function untouched(path: string): Promise<never> {
  return Promise.reject(new Error(`${path} was read`));
}
