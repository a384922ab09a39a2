import { compareText } from '../../kernel/index.ts';
import { contextTokens, expositionsOf, labelOf, type SurfaceSide, surfacesOf } from '../../snapshot/index.ts';
import type { Contract } from './contract.ts';

/** What the tool lists of touched endpoints cost a model before and after, where it is not the same. */
export function contextCosts(
  before: SurfaceSide,
  after: SurfaceSide,
  touched: Iterable<string>,
): Contract['context'] {
  const was = costsOf(before);
  const is = costsOf(after);
  const ids = [...touched];
  // By what people call an endpoint: another exposition of the same name takes its place.
  const old = new Map(ids.flatMap((id) => was(id)));
  const now = new Map(ids.flatMap((id) => is(id)));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((endpoint) => old.get(endpoint) !== now.get(endpoint))
    .sort(compareText)
    .map((endpoint) => {
      const [tokens, tokensNow] = [old.get(endpoint), now.get(endpoint)];
      return {
        endpoint,
        ...(tokens === undefined ? {} : { before: tokens }),
        ...(tokensNow === undefined ? {} : { after: tokensNow }),
      };
    });
}

function costsOf(side: SurfaceSide): (id: string) => [label: string, tokens: number][] {
  const expositions = expositionsOf(side);
  const surface = surfacesOf(side);
  const known = new Map<string, number>();
  return (id) => {
    const exposition = expositions.get(id);
    if (exposition === undefined) return [];
    const { tools, schemas } = surface(exposition);
    const objects = [...tools.values()].map(({ object }) => object);
    return [[labelOf(exposition), contextTokens(objects, schemas, known)]];
  };
}
