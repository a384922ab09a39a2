import { isTemplateFault, parseUriTemplate, variablesOf } from '../../../snapshot/index.ts';
import type { ResourceTemplate, Surface } from '../../surface/surface.ts';

type Values = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<Surface, Map<ResourceTemplate, Values>>();

/** What the variables of a template are in the URIs of listed resources, sorted; read once for each surface. */
export function variableValues(surface: Surface, template: ResourceTemplate): Values {
  const ofSurface = known.get(surface) ?? new Map<ResourceTemplate, Values>();
  known.set(surface, ofSurface);
  let values = ofSurface.get(template);
  if (values === undefined) {
    values = readValues(surface, template);
    ofSurface.set(template, values);
  }
  return values;
}

function readValues({ resources }: Surface, { object, matches }: ResourceTemplate): Values {
  const parsed = parseUriTemplate(object.uri);
  const names = isTemplateFault(parsed) ? [] : variablesOf(parsed);
  const values = new Map(names.map((name) => [name, new Set<string>()]));
  for (const uri of resources.keys())
    for (const [name, value] of matches(uri) ?? []) values.get(name)?.add(value);
  return new Map([...values].map(([name, found]) => [name, [...found].sort()]));
}
