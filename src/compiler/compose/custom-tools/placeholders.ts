import { isJsonObject } from '../../../kernel/index.ts';

/** Where answers of the user are among the values of a template. */
export const elicitKey = 'elicit';

/** Every argument that an input schema declares, by its path with dots, and whether it may be placed. */
export function declaredPaths(input: unknown): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const walk = (schema: unknown, prefix: readonly string[], always: boolean): void => {
    if (!isJsonObject(schema) || !isJsonObject(schema['properties'])) return;
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    for (const [name, property] of Object.entries(schema['properties'])) {
      const keys = [...prefix, name];
      const path = keys.join('.');
      const given = always && required.includes(name);
      if (!found.has(path)) found.set(path, { keys, schema: property, given, isObject: isObject(property) });
      walk(property, keys, given);
    }
  };
  walk(input, [], true);
  return found;
}

export interface Declared {
  /** From `input`, through `properties`. */
  readonly keys: readonly string[];
  readonly schema: unknown;
  /** Whether every call has a value for it. */
  readonly given: boolean;
  /** Objects have no value of their own: only their members do. */
  readonly isObject: boolean;
}

function isObject(schema: unknown): boolean {
  return isJsonObject(schema) && (schema['type'] === 'object' || isJsonObject(schema['properties']));
}

/** What a text of a template is: a placeholder as a whole, a text with something like one in it, or neither. */
export type TemplateText =
  | { readonly type: 'placeholder'; readonly path: string }
  | { readonly type: 'looks-like'; readonly path: string | undefined; readonly why: string }
  | { readonly type: 'text' };

/** Reads a text as a gateway does; `inList` because lists are sent as they are written. */
export function readText(text: string, inList: boolean): TemplateText {
  const path = /^\s*\$\{([^}]+)\}\s*$/.exec(text)?.[1];
  if (inList && path !== undefined)
    return { type: 'looks-like', path, why: 'stands in a list, where nothing is replaced' };
  if (path !== undefined && text.startsWith('${') && text.endsWith('}')) return { type: 'placeholder', path };
  if (path !== undefined)
    return { type: 'looks-like', path, why: 'has spaces around the placeholder, so it is sent as it is' };
  if (!/\$\{[^}]*\}/.test(text)) return { type: 'text' };
  if (!inList && text.startsWith('${') && text.endsWith('}'))
    return {
      type: 'looks-like',
      path: undefined,
      why: 'is taken for one placeholder of a strange name, so the argument is never sent',
    };
  const why = 'has a placeholder inside a longer text, where nothing is replaced';
  return { type: 'looks-like', path: undefined, why };
}
