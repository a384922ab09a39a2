import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { proseOf } from './text/tokens.ts';

/** The lists that a step of a path leads into (descriptor.proto, `SourceCodeInfo.Location.path`). */
const lists = {
  file: { 4: 'messageType', 5: 'enumType', 6: 'service', 7: 'extension' },
  messageType: { 2: 'field', 3: 'nestedType', 4: 'enumType', 6: 'extension' },
  nestedType: { 2: 'field', 3: 'nestedType', 4: 'enumType', 6: 'extension' },
  enumType: { 2: 'value' },
  service: { 2: 'method' },
} as const satisfies Record<string, Record<number, string>>;

/** The comments of a decoded descriptor set, by the full name of what they are about. */
export function setComments(files: readonly unknown[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const info = isJsonObject(file) ? file['sourceCodeInfo'] : undefined;
    const locations: unknown = isJsonObject(info) ? info['location'] : undefined;
    if (!isJsonObject(file) || !Array.isArray(locations)) continue;
    for (const location of locations) {
      if (!isJsonObject(location) || !Array.isArray(location['path'])) continue;
      const comment = location['leadingComments'] ?? location['trailingComments'];
      const name = typeof comment === 'string' ? nameAt(file, location['path']) : undefined;
      if (name !== undefined && typeof comment === 'string') found.set(name, proseOf(withoutMargin(comment)));
    }
  }
  return found;
}

/** What a path leads to, by its full name; undefined when it is nothing that has one. */
function nameAt(file: JsonObject, path: readonly unknown[]): string | undefined {
  const names = typeof file['package'] === 'string' && file['package'] !== '' ? [file['package']] : [];
  let node: JsonObject = file;
  let kind: string = 'file';
  if (path.length === 0 || path.length % 2 !== 0) return undefined;
  for (let step = 0; step < path.length; step += 2) {
    const steps: Record<number, string> = kind in lists ? lists[kind as keyof typeof lists] : {};
    const list = steps[Number(path[step])];
    const members: unknown = list === undefined ? undefined : node[list];
    const next: unknown = Array.isArray(members) ? members[Number(path[step + 1])] : undefined;
    if (list === undefined || !isJsonObject(next) || typeof next['name'] !== 'string') return undefined;
    names.push(next['name']);
    node = next;
    kind = list;
  }
  return names.join('.');
}

function withoutMargin(comment: string): string {
  return comment.replace(/^ /gm, '');
}
