import type { ToolObject } from '../objects/tool.ts';
import type { Note } from './change.ts';

interface Hints {
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
}

/**
 * What the annotations of a tool mean, with the defaults of the MCP specification (`ToolAnnotations`): what says
 * nothing may destroy, is not idempotent and reaches anywhere; what only reads does neither.
 */
export function hintsOf({ annotations = {} }: Pick<ToolObject, 'annotations'>): Hints {
  const readOnly = annotations.readOnlyHint ?? false;
  return {
    readOnly,
    destructive: !readOnly && (annotations.destructiveHint ?? true),
    idempotent: readOnly || (annotations.idempotentHint ?? false),
    openWorld: annotations.openWorldHint ?? true,
  };
}

/** What a tool is said to do, as hosts use it to decide whether they ask a person. */
export function diffHints(before: ToolObject, after: ToolObject, note: Note): void {
  const was = hintsOf(before);
  const is = hintsOf(after);
  if (is.destructive && !was.destructive) note('tool-became-destructive');
  else if (!is.readOnly && was.readOnly) note('tool-lost-read-only');
  // What is not read-only any more has lost this with it.
  if (!is.idempotent && was.idempotent && is.readOnly === was.readOnly) note('tool-lost-idempotent');
  if (is.openWorld && !was.openWorld) note('tool-became-open-world');
  if (is.readOnly && !was.readOnly) note('tool-hint-relaxed', { path: 'read-only' });
  else if (!is.destructive && was.destructive) note('tool-hint-relaxed', { path: 'not destructive' });
  if (is.idempotent && !was.idempotent && is.readOnly === was.readOnly)
    note('tool-hint-relaxed', { path: 'idempotent' });
  if (!is.openWorld && was.openWorld) note('tool-hint-relaxed', { path: 'closed to its backend' });
}
