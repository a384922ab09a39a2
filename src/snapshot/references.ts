import type { ObjectKind, ObjectOf } from './objects/kinds.ts';

/** An object by kind and name. */
export interface Reference {
  readonly kind: ObjectKind;
  readonly name: string;
}

/** The objects that one needs, directly. A set of objects is closed when each of these is in it. */
export function referencesOf<K extends ObjectKind>(name: string, object: ObjectOf<K>): Reference[] {
  const service = name.slice(0, name.indexOf('/'));
  const schemas = (uses: readonly string[]): Reference[] =>
    uses.map((schema) => ({ kind: 'schema', name: `${service}/${schema}` }));
  const all = (kind: ObjectKind, names: readonly string[] = []): Reference[] =>
    names.map((each) => ({ kind, name: each }));
  const value: ObjectOf<ObjectKind> = object;
  switch (value.format) {
    case 'exposition@1':
      return [
        ...all('tool', value.tools),
        ...all('prompt', value.prompts),
        ...all('resource', value.resources),
        ...all('filter', value.filters),
        ...(value.access.type === 'oauth2' ? all('access', [value.access.object]) : []),
        ...(value.backend.credential === undefined ? [] : all('credential', [value.backend.credential])),
      ];
    case 'tool@1':
      return [
        ...schemas(value.uses),
        ...(value.call.protocol === 'tool' ? all('tool', [value.call.target]) : []),
        ...(value.call.protocol === 'grpc' ? all('descriptor', [`${service}/${value.call.descriptor}`]) : []),
      ];
    case 'schema@1':
      return schemas(value.uses);
    case 'descriptor@1':
    case 'prompt@1':
    case 'resource@1':
    case 'filter@1':
    case 'access@1':
    case 'credential@1':
    case 'election@1':
    case 'group@1':
    case 'manifest@1':
    case 'policy@1':
    case 'source@1':
      return [];
  }
}
