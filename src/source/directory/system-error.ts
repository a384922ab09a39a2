/** The code of an error of the operating system (`ENOENT`), or undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'is gone',
  ENOTDIR: 'is gone',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENXIO: 'is not a regular file',
  EISDIR: 'is a directory',
  EIO: 'input/output error',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ENAMETOOLONG: 'its path is too long',
};

/** Why the operating system refused, in words, as a reason in a tree; an error that is none of its own is a bug. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return reasons[code] ?? code;
}

/** The same for an answer where `absent` is no failure: undefined when nothing is at the path. */
export function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
