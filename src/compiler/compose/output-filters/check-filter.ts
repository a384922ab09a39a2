import { finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { Context } from '../../context.ts';
import { emptyRetain, incompletePatch, ineffectiveFilter, ineffectivePatch } from './diagnostics.ts';

export type Filter = ManifestOf<'ToolsOutputFilters'>['spec']['filters'][string];
type Patch = NonNullable<Filter['jsonPatches']>[number];

/** Reports what can be told of a filter without knowing its tool. */
export function checkFilter(
  artifact: ManifestOf<'ToolsOutputFilters'>,
  tool: string,
  filter: Filter,
  context: Context,
): void {
  const path = ['filters', tool];
  const { jsonRetain, jsonPatches = [], convertToToon, compact } = filter;
  jsonPatches.forEach((patch, index) => {
    checkPatch(artifact, [...path, 'jsonPatches', index], patch, context);
  });
  checkKept(artifact, tool, filter, context);
  if (jsonPatches.length > 0 && jsonPatches.every(({ op }) => op === 'test')) {
    const problem = 'patches that only test change nothing';
    const hint = 'add the patches that depend on the test, or remove it';
    context.report(
      finding(ineffectivePatch, { problem, hint }, artifact.at([...path, 'jsonPatches'], 'key')),
    );
  }
  if (keepsNothing(filter))
    context.report(finding(emptyRetain, { tool }, artifact.at([...path, 'jsonRetain'])));
  if (typeof compact === 'object' && Object.keys(compact).length > 0) {
    const problem = 'compact has no options: what is written here has no effect';
    const params = { problem, hint: 'write compact: true' };
    context.report(finding(ineffectiveFilter, params, artifact.at([...path, 'compact'])));
  }
  const changes = [jsonRetain !== undefined, jsonPatches.length > 0, convertToToon, compact];
  if (changes.every((change) => change === undefined || change === false)) {
    const params = {
      problem: `the filter of '${tool}' changes nothing`,
      hint: 'say what it should do, or remove it',
    };
    context.report(finding(ineffectiveFilter, params, artifact.at(path, 'key')));
  }
}

/** `/` is the member with the empty name, which hardly any answer has. */
export function keepsNothing({ jsonRetain }: Filter): boolean {
  return jsonRetain?.every((pointer) => pointer === '/') ?? false;
}

/** What RFC 6902 asks of each operation, beside `op` and `path`. */
const fields: Readonly<Record<Patch['op'], 'value' | 'from' | undefined>> = {
  add: 'value',
  replace: 'value',
  test: 'value',
  move: 'from',
  copy: 'from',
  remove: undefined,
};

function checkPatch(
  artifact: ManifestOf<'ToolsOutputFilters'>,
  path: (string | number)[],
  patch: Patch,
  context: Context,
): void {
  const { op } = patch;
  const needed = fields[op];
  if (needed !== undefined && patch[needed] === undefined)
    context.report(finding(incompletePatch, { op, field: needed }, artifact.at([...path, 'op'])));
  for (const field of ['value', 'from'] as const) {
    if (field === needed || patch[field] === undefined) continue;
    const problem = `${field} has no effect in a patch with op: ${op}`;
    const at = artifact.at([...path, field], 'key');
    context.report(finding(ineffectivePatch, { problem, hint: 'remove it' }, at));
  }
  if (op === 'move' && patch.from !== undefined && `${patch.path}/`.startsWith(`${patch.from}/`)) {
    const problem =
      patch.path === patch.from
        ? 'it moves a value to where it is'
        : 'it moves a value into itself, which fails';
    const params = { problem, hint: 'move it to another place' };
    context.report(finding(ineffectivePatch, params, artifact.at([...path, 'path'])));
  }
}

/** Reports patches of what `jsonRetain`, which comes first, does not keep. */
function checkKept(
  artifact: ManifestOf<'ToolsOutputFilters'>,
  tool: string,
  { jsonRetain, jsonPatches = [] }: Filter,
  context: Context,
): void {
  if (jsonRetain === undefined) return;
  const kept = jsonRetain.map(withoutIndexes);
  jsonPatches.forEach(({ op, path, from }, index) => {
    const needed = op === 'move' || op === 'copy' ? from : op === 'add' ? undefined : path;
    if (needed === undefined) return;
    const wanted = withoutIndexes(needed);
    if (kept.some((each) => each.startsWith(wanted) || wanted.startsWith(each))) return;
    const problem = `jsonRetain, which comes first, does not keep ${needed}`;
    const field = needed === from ? 'from' : 'path';
    const at = artifact.at(['filters', tool, 'jsonPatches', index, field]);
    context.report(finding(ineffectivePatch, { problem, hint: 'keep it too, or remove the patch' }, at));
  });
}

/** A pointer with `/` at its end, as if no list were on the way. */
function withoutIndexes(pointer: string): string {
  return `${pointer}/`.replaceAll(/\/(\d+|-)(?=\/)/g, '');
}
