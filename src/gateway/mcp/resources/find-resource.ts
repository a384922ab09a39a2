import type { ResourceObject } from '../../../snapshot/index.ts';
import { isUri, longestUri } from '../../../snapshot/index.ts';
import type { Surface } from '../../surface/surface.ts';

/** The resource that a URI names. */
export interface FoundResource {
  readonly uri: string;
  readonly object: ResourceObject;
  /** What the URI has for the variables of the template that it matches. */
  readonly variables: ReadonlyMap<string, string> | undefined;
}

/** The resource with this URI, or else the first template that matches it. */
export function findResource({ resources, templates }: Surface, uri: string): FoundResource | undefined {
  const exact = resources.get(uri);
  if (exact !== undefined) return { uri, object: exact.object, variables: undefined };
  if (uri.length > longestUri || !isUri(uri)) return undefined;
  for (const { object, matches } of templates) {
    const variables = matches(uri);
    if (variables !== undefined) return { uri, object, variables };
  }
  return undefined;
}
