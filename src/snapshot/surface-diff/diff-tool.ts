import { canonicalText } from '../canonical.ts';
import type { Call } from '../objects/call.ts';
import type { TargetCall } from '../objects/custom-call.ts';
import type { ToolObject } from '../objects/tool.ts';
import type { Note } from './change.ts';
import { diffHints } from './hints.ts';
import { isEqual } from './schemas/comparison.ts';
import { diffSchemas } from './schemas/diff-tool-schemas.ts';
import type { SharedSchemas } from './surface.ts';

/** What differs between two tools of the same name, their shared schemas aside. */
export function diffTool(
  before: ToolObject,
  after: ToolObject,
  oldShared: SharedSchemas,
  newShared: SharedSchemas,
  note: Note,
): void {
  for (const field of ['title', 'description'] as const)
    if (before[field] !== after[field]) note('tool-described', { path: field });
  if (before.annotations?.title !== after.annotations?.title)
    note('tool-described', { path: 'title in its annotations' });
  diffHints(before, after, note);
  diffSchemas(
    'input',
    { before: before.inputSchema, after: after.inputSchema, oldShared, newShared },
    '',
    note,
  );
  const { outputSchema: was } = before;
  const { outputSchema: is } = after;
  if (was === undefined && is !== undefined) note('output-schema-added');
  else if (was !== undefined && is === undefined) note('output-schema-removed');
  else if (was !== undefined && is !== undefined)
    diffSchemas('output', { before: was, after: is, oldShared, newShared }, '', note);
  diffCall(before, after, note);
}

/** What a call does. How a request is written follows from the arguments, and is said only where those are equal. */
function diffCall(before: ToolObject, after: ToolObject, note: Note): void {
  const { operation: wasOperation } = before;
  const { operation: isOperation } = after;
  const was = withoutService(before.call);
  const is = withoutService(after.call);
  if (canonicalText(was) === canonicalText(is) && wasOperation === isOperation) return;
  if (was.protocol === 'script' && is.protocol === 'script') return note('tool-script-changed');
  if (wasOperation !== isOperation || was.protocol !== is.protocol || targetOf(was) !== targetOf(is))
    return note('tool-operation-changed', { was: shownOperation(before), is: shownOperation(after) });
  if (was.protocol === 'tool' && is.protocol === 'tool') return diffTargetCall(was, is, note);
  if (isEqual(before.inputSchema, after.inputSchema)) note('tool-request-changed');
}

/** What the same other tool is called with, and what the user is asked before. */
function diffTargetCall(before: TargetCall, after: TargetCall, note: Note): void {
  const { elicit: was = {} } = before;
  const { elicit: is = {} } = after;
  for (const [path, form] of Object.entries(is))
    if (was[path] === undefined) note('tool-asks-user', { path });
    else if (canonicalText(was[path]) !== canonicalText(form)) note('tool-asks-otherwise', { path });
  for (const path of Object.keys(was)) if (is[path] === undefined) note('tool-asks-no-more', { path });
  if (canonicalText(before.arguments) !== canonicalText(after.arguments))
    note('tool-target-arguments-changed');
}

/** A call of another tool of the same service, without the id of that, which another name gives it. */
function withoutService(call: Call): Call {
  if (call.protocol !== 'tool') return call;
  return { ...call, target: call.target.slice(call.target.indexOf('/') + 1) };
}

function targetOf(call: Call): string | undefined {
  return call.protocol === 'tool' ? call.target : undefined;
}

function shownOperation({ call, operation }: ToolObject): string {
  return call.protocol === 'script' ? 'a script' : operation;
}
