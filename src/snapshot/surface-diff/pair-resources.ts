import type { ResourceObject } from '../objects/resource.ts';
import { templateShape } from './diff-resource.ts';
import type { Offered, Pair } from './surface.ts';

type Resources = ReadonlyMap<string, Offered<ResourceObject>>;

/** Resources of the same URI, and templates that match the same URIs, side by side. */
export function pairResources(before: Resources, after: Resources): Pair<ResourceObject>[] {
  const old = byShape(before);
  const now = byShape(after);
  const pairs: Pair<ResourceObject>[] = [];
  for (const [shape, is] of now) pairs.push([is.object.uri, old.get(shape), is] as Pair<ResourceObject>);
  for (const [shape, was] of old) if (!now.has(shape)) pairs.push([was.object.uri, was, undefined]);
  return pairs;
}

function byShape(resources: Resources): Map<string, Offered<ResourceObject>> {
  return new Map(
    [...resources.values()].map((resource) => {
      const { uri, template } = resource.object;
      return [template === true ? `template ${templateShape(uri)}` : `resource ${uri}`, resource];
    }),
  );
}
