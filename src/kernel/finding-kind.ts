import type { Diagnostic, Location, RelatedLocation, Severity } from './diagnostic.ts';

/**
 * One kind of finding, declared in the table of its room: what it is called, how bad it is, and what to do.
 * `reshapr explain CODE` prints `title` and `help`; `P` is what the message needs to know.
 */
export interface FindingKind<P> {
  readonly code: string;
  readonly severity: Severity;
  /** What stands at the place may be a secret. */
  readonly sensitive?: true;
  readonly title: string;
  readonly help: string;
  readonly message: (params: P) => string;
  readonly hint?: (params: P) => string | undefined;
}

/** Keeps the type of each entry of a table of findings, so that `P` is checked where it is reported. */
export function findingKind<P>(kind: FindingKind<P>): FindingKind<P> {
  return kind;
}

/** A finding of this kind at this place. */
export function finding<P>(
  kind: FindingKind<P>,
  params: P,
  at: Location,
  related?: readonly RelatedLocation[],
): Diagnostic {
  const hint = kind.hint?.(params);
  return {
    code: kind.code,
    severity: kind.severity,
    message: kind.message(params),
    file: at.file,
    range: at.range,
    ...(hint === undefined ? {} : { hint }),
    ...(kind.sensitive === undefined ? {} : { sensitive: kind.sensitive }),
    ...(related === undefined || related.length === 0 ? {} : { related }),
  };
}
