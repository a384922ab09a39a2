/**
 * The tool name that reShapr gives an operation: its name with spaces and slashes as `_`, without braces, with
 * each `__` made `_` once from left to right, in lower case.
 */
export function openApiToolName(method: string, path: string): string {
  return `${method} ${path}`.replace(/[ /]/g, '_').replace(/[{}]/g, '').replaceAll('__', '_').toLowerCase();
}
