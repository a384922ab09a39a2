/**
 * What the log says of an exception while serving a request: its class and where it came from. Not its message,
 * which may quote arguments, results or headers.
 */
export function describeBug(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').map((line) => line.trim());
  return { error: error.name, at: frames.filter((line) => line.startsWith('at ')).slice(0, 8) };
}
