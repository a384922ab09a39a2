import type { Surface } from '../surface/surface.ts';
import type { ListName } from './list-pages.ts';

/** The list that a method asks for. */
export const listOf = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
} as const satisfies Readonly<Record<string, ListName>>;

/** Is there anything to read? */
export function hasResources({ resources, templates }: Surface): boolean {
  return resources.size + templates.length > 0;
}
