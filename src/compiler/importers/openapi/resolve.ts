import { posix } from 'node:path';
import {
  type Diagnostic,
  didYouMean,
  finding,
  isJsonObject,
  type Json,
  type Location,
} from '../../../kernel/index.ts';
import type { LocatedDocument } from '../../../manifest/index.ts';
import type { ImportInput } from '../importer.ts';
import { endlessRef, remoteRef, unresolvedRef } from './diagnostics.ts';
import { type Dialect, dialectOf } from './version.ts';

/** Where something stands in a spec: the member of something else, or the root of a file. */
export interface Place {
  readonly file: string;
  readonly parent: Place | undefined;
  /** Its key or its index in that; empty for a root. */
  readonly key: string;
}

/** A value of a spec, and where it stands. */
export interface Node extends Place {
  readonly value: Json;
  /** Of a value that is composed of parts which stand elsewhere: those parts. */
  readonly members?: ReadonlyMap<string, Node>;
}

/** Walks specs across files and reports what leads nowhere. */
export interface Resolver {
  readonly root: Node;
  readonly dialect: Dialect;
  child(node: Node, key: string | number): Node | undefined;
  /** Follows `$ref`s until something else stands there; undefined (and reported) when they lead nowhere. */
  follow(node: Node): Node | undefined;
  /** The node that a `$ref` in this file points to; undefined (and reported, given a place) when there is none. */
  target(file: string, ref: string, at?: () => Location): Node | undefined;
  locate(place: Place, part?: 'key' | 'value'): Location;
  report(diagnostic: Diagnostic): void;
}

/** References to nothing for which a similar name is looked for: every name is compared with each of them. */
const mostSuggestions = 200;

export function resolverOf(input: ImportInput<LocatedDocument>, diagnostics: Diagnostic[]): Resolver {
  const reported = new Set<string>();

  function documentOf(file: string): LocatedDocument | undefined {
    return file === input.main.file ? input.main : input.part(file);
  }

  function report(diagnostic: Diagnostic): void {
    const { code, file, range } = diagnostic;
    const key = `${code} ${file}:${range.start.line}:${range.start.column} ${diagnostic.message}`;
    if (reported.has(key)) return;
    reported.add(key);
    diagnostics.push(diagnostic);
  }

  function child(node: Node, key: string | number): Node | undefined {
    if (node.members !== undefined) return node.members.get(String(key));
    const value = memberOf(node.value, String(key));
    return value === undefined ? undefined : { file: node.file, parent: node, key: String(key), value };
  }

  function locate(place: Place, part?: 'key' | 'value'): Location {
    const document = documentOf(place.file);
    if (document === undefined) throw new Error(`no document ${place.file}`);
    return document.locate(typedPath(document.value, pathOf(place)), part);
  }

  const targets = new Map<string, Node>();
  let unresolved = 0;

  /** Most targets are referred to many times: each is looked up once. */
  function target(file: string, ref: string, at?: () => Location): Node | undefined {
    const key = `${file} ${ref}`;
    let found = targets.get(key);
    if (found === undefined) {
      found = lookUp(file, ref, at);
      if (found !== undefined) targets.set(key, found);
    }
    return found;
  }

  function lookUp(file: string, ref: string, at?: () => Location): Node | undefined {
    const hash = ref.indexOf('#');
    const before = hash < 0 ? ref : ref.slice(0, hash);
    if (/^[a-z][a-z0-9+.-]*:/i.test(before) || before.startsWith('/')) {
      if (at !== undefined) report(finding(remoteRef, { ref }, at()));
      return undefined;
    }
    const path = before === '' ? file : resolvePath(file, before);
    if (path === '..' || path.startsWith('../')) {
      if (at !== undefined) report(finding(remoteRef, { ref }, at()));
      return undefined;
    }
    const document = documentOf(path);
    if (document === undefined) {
      if (at !== undefined)
        report(finding(unresolvedRef, { ref, suggestion: `there is no readable file ${path}` }, at()));
      return undefined;
    }
    let node = rootOf(path, document.value);
    const keys = pointerKeys(hash < 0 ? '' : ref.slice(hash + 1));
    if (keys === undefined) {
      const suggestion = 'refer to it by its path: #/components/schemas/Name';
      if (at !== undefined) report(finding(unresolvedRef, { ref, suggestion }, at()));
      return undefined;
    }
    for (const key of keys) {
      const next = child(node, key);
      if (next === undefined) {
        const near = isJsonObject(node.value) ? Object.keys(node.value) : [];
        if (at !== undefined) {
          const suggestion = unresolved++ < mostSuggestions ? didYouMean(key, near) : undefined;
          report(finding(unresolvedRef, { ref, suggestion }, at()));
        }
        return undefined;
      }
      node = next;
    }
    return node;
  }

  /** Where nodes with a `$ref` lead in the end, so that a long chain is not walked from each of its links. */
  const ends = new WeakMap<Node, Node>();

  function follow(node: Node): Node | undefined {
    if (refOf(node.value) === undefined) return node;
    const chain: Node[] = [];
    const end = endOf(node, chain);
    if (end !== undefined && chain.length > 1) for (const link of chain) ends.set(link, end);
    return end;
  }

  function endOf(node: Node, chain: Node[]): Node | undefined {
    const seen = new Set<string>();
    let current: Node | undefined = node;
    while (current !== undefined) {
      const known = ends.get(current);
      if (known !== undefined) return known;
      const ref = refOf(current.value);
      if (ref === undefined) return current;
      chain.push(current);
      const here: Node = current;
      const at = (): Location => locate(memberAt(here, '$ref'));
      // Nearly every reference leads to something at once: where it stands needs no name.
      const [first] = chain;
      if (first !== undefined && chain.length > 1) {
        seen.add(keyOf(first));
        const key = keyOf(current);
        if (seen.has(key)) {
          report(finding(endlessRef, { ref }, at()));
          return undefined;
        }
        seen.add(key);
      }
      current = target(current.file, ref, at);
    }
    return undefined;
  }

  const root = rootOf(input.main.file, input.main.value);
  const dialect = dialectOf(input.main.value) ?? '3.1';
  return { root, dialect, child, follow, target, locate, report };
}

/** One text per place in the specs. */
export function keyOf(place: Place): string {
  let key = knownKeys.get(place);
  if (key === undefined) {
    key = `${place.file}#/${pathOf(place).map(escaped).join('/')}`;
    knownKeys.set(place, key);
  }
  return key;
}

/** Where a member of something stands, or would stand. */
export function memberAt(parent: Place, key: string): Place {
  return { file: parent.file, parent, key };
}

function rootOf(file: string, value: Json): Node {
  return { file, parent: undefined, key: '', value };
}

/** Keys from the root of the file. */
function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

const knownKeys = new WeakMap<object, string>();

function escaped(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

export function refOf(value: Json): string | undefined {
  const ref = isJsonObject(value) ? value['$ref'] : undefined;
  return typeof ref === 'string' ? ref : undefined;
}

/** The path of a file, relative to the root of the tree, from a reference in another file. */
export function resolvePath(from: string, reference: string): string {
  return posix.normalize(posix.join(posix.dirname(from), decodeSafely(reference)));
}

/** The keys of a JSON Pointer (RFC 6901); undefined for an anchor, which is none. */
function pointerKeys(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .split('/')
    .slice(1)
    .map((key) => decodeSafely(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function memberOf(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The same path with numbers for the indexes of lists. */
function typedPath(root: Json, path: readonly string[]): (string | number)[] {
  let value: Json | undefined = root;
  return path.map((key) => {
    const typed = Array.isArray(value) ? Number(key) : key;
    value = value === undefined ? undefined : memberOf(value, key);
    return typed;
  });
}
