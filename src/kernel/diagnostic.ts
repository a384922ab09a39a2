/** How bad a finding is. An `error` stops a compile; a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info';

/** 1-based line and column; a column counts UTF-16 code units, as editors and SARIF do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From the first character to the one after the last. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a file of a source tree; `file` is relative to the root of the tree, with `/`. */
export interface Location {
  readonly file: string;
  readonly range: Range;
}

export interface RelatedLocation extends Location {
  readonly message: string;
}

/** One finding about a source tree. Renderers turn it into text, JSON, SARIF and the rest. */
export interface Diagnostic extends Location {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly related?: readonly RelatedLocation[];
  /** What stands there may be a secret: no renderer shows the text of the place. */
  readonly sensitive?: true;
}

/** The start of a file, for findings about a file as a whole. */
export const fileStart: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Order of reports: by file, then by place, then by code. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Order by UTF-16 code units, which no locale changes. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
