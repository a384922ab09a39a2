import type { ManifestOf } from '../../manifest/index.ts';
import type { FilterObject } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { checkFilter, type Filter } from './output-filters/check-filter.ts';
import type { ArtifactPart } from './parts.ts';

/** What a ToolsOutputFilters artifact becomes. Whether its tools exist is checked where all of them are known. */
export function outputFilters(artifact: ManifestOf<'ToolsOutputFilters'>, context: Context): ArtifactPart[] {
  return Object.entries(artifact.spec.filters).map(([tool, filter]): ArtifactPart => {
    checkFilter(artifact, tool, filter, context);
    const at = artifact.at(['filters', tool], 'key');
    return { kind: 'filter', key: tool, object: filterObject(tool, filter), at };
  });
}

/** reShapr's filters fail open, so one that says nothing does. */
function filterObject(tool: string, filter: Filter): FilterObject {
  const { jsonRetain, jsonPatches, convertToToon, compact, failure = 'open' } = filter;
  const patches = jsonPatches?.map(({ op, path, from, value }) => ({
    op,
    path,
    ...(from === undefined ? {} : { from }),
    ...(value === undefined ? {} : { value }),
  }));
  return {
    format: 'filter@1',
    tool,
    ...(jsonRetain === undefined ? {} : { retain: jsonRetain }),
    ...(patches === undefined ? {} : { patches }),
    ...(compact === undefined || compact === false ? {} : { compact: true }),
    ...(convertToToon === true ? { toon: true } : {}),
    failure,
  };
}
