import { encodeLiteral } from '../request/percent.ts';

/**
 * The path and query of `file:///path`, as they are appended to the endpoint of a backend. Undefined for what has a
 * host, or a path that could lead elsewhere on some server: upwards, or through an empty segment. Of a URI that a
 * client made from a template the path ends with a slash only if the template's does: `file:///orders/{id}` without
 * an id is no way to `/orders/`.
 */
export function filePath(uri: string, template?: string): string | undefined {
  const [, path, query = ''] = /^file:\/\/(?:localhost)?(\/[^?#]*)(\?[^#]*)?/i.exec(uri) ?? [];
  if (path === undefined) return undefined;
  const segments = path.slice(1).split('/');
  if (segments.slice(0, -1).includes('') || segments.some(isUpwards)) return undefined;
  const templatePath = template?.replace(/(\{[?&#]|[?#]).*$/, '');
  if (path.endsWith('/') && templatePath?.endsWith('/') === false) return undefined;
  return encodeLiteral(path + query);
}

/** `.` and `..`, encoded or not, and behind a slash or backslash that some servers decode too early. */
function isUpwards(segment: string): boolean {
  return /(^|%2F|%5C)\.{1,2}(%2F|%5C|$)/i.test(segment.replaceAll(/%2e/gi, '.'));
}
