/**
 * Why a text cannot name a commit, or undefined when it can. Names follow git-check-ref-format(1); `~` and
 * `^` are allowed, so that `HEAD~1` names a commit. A name that git could take for an option, a range or a
 * path is refused.
 */
export function refFault(ref: string): string | undefined {
  if (ref === '') return 'it is empty';
  if (ref.startsWith('-')) return "it begins with '-'";
  if (ref.length > 255) return 'it is too long';
  if (/[\p{Cc} ]/u.test(ref)) return 'it holds a space or a control character';
  const odd = /\.\.|@\{|[:?*[\\{}]/.exec(ref)?.[0];
  if (odd !== undefined) return `it holds '${odd}'`;
  if (/^\/|\/$|\/\/|\.$|\.lock$/.test(ref)) return `it ends or begins as no name does`;
  return undefined;
}
