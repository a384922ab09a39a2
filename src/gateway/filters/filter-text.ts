import { encode } from '@toon-format/toon';
import jsonPatch, { type Operation } from 'fast-json-patch';
import type { Json } from '../../kernel/index.ts';
import type { FilterObject } from '../../snapshot/index.ts';
import { compact } from './compact.ts';
import { retain } from './retain.ts';

/** What a filter makes of a text: another text, and the value that it shows unless it is TOON. */
export type Filtered =
  | { readonly type: 'filtered'; readonly text: string; readonly value: Json | undefined }
  | { readonly type: 'failed'; readonly why: string };

/** Levels of objects and lists that a filter looks into; what is deeper cannot be walked safely. */
const depthLimit = 256;

/** The pipeline of a filter: parse, retain, patches, compact, serialize, TOON. */
export function filterText(text: string, filter: FilterObject): Filtered {
  const parsed = parse(text);
  if (parsed === undefined) return { type: 'failed', why: 'the answer is not JSON' };
  if (isDeeper(parsed.json, depthLimit))
    return { type: 'failed', why: `the answer has more than ${depthLimit} levels` };
  const kept = filter.retain === undefined ? parsed.json : retain(parsed.json, filter.retain);
  const patched = patch(kept, filter.patches ?? []);
  if ('why' in patched) return { type: 'failed', why: patched.why };
  const value = filter.compact === true ? compact(patched.json) : patched.json;
  if (filter.toon === true) return { type: 'filtered', text: encode(value), value: undefined };
  return { type: 'filtered', text: JSON.stringify(value), value };
}

function parse(text: string): { readonly json: Json } | undefined {
  try {
    return { json: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** JSON Patch (RFC 6902), all or nothing. */
function patch(
  value: Json,
  patches: NonNullable<FilterObject['patches']>,
): { readonly json: Json } | { readonly why: string } {
  if (patches.length === 0) return { json: value };
  if (typeof value !== 'object' || value === null)
    return { why: 'patches change objects and lists, the answer is neither' };
  try {
    const { newDocument } = jsonPatch.applyPatch(value, patches as Operation[], true, false, true);
    return { json: newDocument };
  } catch (error) {
    // The library throws a TypeError where a path is forbidden, or leads into what is being moved.
    if (error instanceof TypeError) return { why: 'a patch leads where none may' };
    if (!(error instanceof jsonPatch.JsonPatchError)) throw error;
    return { why: `patch ${(error.index ?? 0) + 1} cannot be applied: ${error.name}` };
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((child) => child !== undefined && isDeeper(child, levels - 1));
}
