import type { SuppressedFinding } from '../../compiler/index.ts';
import type { Diagnostic, Severity } from '../../kernel/index.ts';

/** What one compile found out about a tree, as every renderer takes it. */
export interface Report {
  /** By file and place. */
  readonly findings: readonly Diagnostic[];
  /** Findings that somebody decided to live with. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Paths of the files that may be manifests or specs, sorted. */
  readonly files: readonly string[];
  /** Where the tree lies in its repository: empty for the root, else with `/` at its end. */
  readonly prefix: string;
  /** What the snapshot would hold; undefined when there is none. */
  readonly contents: Contents | undefined;
  /** Version of the compiler. */
  readonly version: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly madeAt: number;
}

export interface Contents {
  readonly manifests: number;
  readonly endpoints: number;
  readonly tools: number;
}

/** A report as text. Notes (`info`) go to people and to annotations only when they are asked for. */
export type Renderer = (report: Report, withNotes: boolean) => string;

export function countOf(findings: readonly Diagnostic[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** What is wrong and what to do about it, as one text. */
export function messageWithHint({ message, hint }: Diagnostic): string {
  return hint === undefined ? message : `${message}\nhint: ${hint}`;
}
