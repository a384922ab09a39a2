import type { ResourceObject } from '../objects/resource.ts';
import type { Note } from './change.ts';
import { isEqual } from './schemas/comparison.ts';
import { shownUrl } from './shown-url.ts';

const described = ['name', 'title', 'description', 'size', 'icons', 'annotations', 'meta'] as const;

/** What differs between two resources of the same URI, or two templates that match the same URIs. */
export function diffResource(before: ResourceObject, after: ResourceObject, note: Note): void {
  if (before.uri !== after.uri) note('resource-template-variables-renamed', { was: before.uri });
  for (const field of described)
    if (!isEqual(before[field], after[field])) note('resource-described', { path: field });
  if (before.mimeType !== after.mimeType)
    note('resource-mime-type-changed', {
      was: before.mimeType ?? 'of no type',
      is: after.mimeType ?? 'of no type',
    });
  if (!isEqual(before.tools, after.tools)) note('resource-shown-for-changed');
  const was = sourceOf(before);
  const is = sourceOf(after);
  if (was !== is) note('resource-source-changed', { was, is });
  else if (!isEqual(before.content, after.content) && before.uri === after.uri)
    note('resource-content-changed');
}

/** Where its content comes from. */
function sourceOf({ content }: ResourceObject): string {
  if (content === undefined) return 'nowhere';
  if (content.from === 'remote') return shownUrl(content.url);
  return content.from === 'backend' ? 'the backend' : 'the manifest';
}

/** A template without the names of its variables: two that are equal here match the same URIs. */
export function templateShape(uri: string): string {
  let variables = 0;
  return uri.replace(/\{([+#./;?&]?)([^}]*)\}/g, (_, operator: string, names: string) =>
    // Named expansions have the name in the URI.
    ';?&'.includes(operator) && operator !== ''
      ? `{${operator}${names}}`
      : `{${operator}${names.replace(/(^|,)[^,:*]+/g, (_name, comma: string) => `${comma}${variables++}`)}}`,
  );
}
