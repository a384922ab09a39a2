import { finding, type Location } from '../../kernel/index.ts';
import type { Mistaken } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { dangling } from './diagnostics.ts';

/**
 * What the tree means to define and got wrong. A reference to it is no second mistake, and is not reported:
 * one missing bracket would otherwise be followed by a page of references to nothing.
 */
export interface Unbound {
  add(mistaken: Mistaken): void;
  /** The text of a file of manifests that could not be parsed: whatever it calls a name may be one. */
  addText(text: string): void;
  isEmpty(): boolean;
  /** Whether something of this kind was meant, whatever it is called. */
  hasKind(kind: string): boolean;
  mayDefine(kind: string, names: readonly string[]): boolean;
}

export function unboundNames(): Unbound {
  const known = new Set<string>();
  const anyOf = new Set<string>();
  const meant = new Set<string>();
  // Of whatever kind.
  const written = new Set<string>();
  return {
    add: ({ kind, names }) => {
      meant.add(kind);
      if (names.length === 0) anyOf.add(kind);
      for (const name of names) known.add(`${kind} ${name}`);
    },
    addText: (text) => {
      for (const [, name = ''] of text.matchAll(/\bname["']?\s*:\s*["']?([^"'\n,}]+)/g))
        written.add(name.trim());
      if (/\bkind["']?\s*:\s*["']?Service\b/.test(text)) anyOf.add('Service');
      if (/\bkind["']?\s*:\s*["']?Project\b/.test(text)) meant.add('Project');
    },
    hasKind: (kind) => meant.has(kind),
    isEmpty: () => known.size + anyOf.size + written.size === 0,
    mayDefine: (kind, names) =>
      anyOf.has(kind) || names.some((name) => known.has(`${kind} ${name}`) || written.has(name)),
  };
}

interface Reference {
  readonly kind: string;
  /** As it is shown. */
  readonly name: string;
  /** The same as its manifest gives it, where that is shorter. */
  readonly ownName?: string;
  readonly suggestion: string | undefined;
}

/** Reports a reference to nothing, unless what it refers to is there and has mistakes of its own. */
export function reportDangling(reference: Reference, at: Location, context: Context): void {
  // What it should have been, and whether it is elsewhere and mistaken, depends on the whole tree.
  context.forget();
  const { kind, name, ownName = name, suggestion } = reference;
  // Secrets are defined inside the manifests of another kind.
  const definedBy = kind === 'secret' ? 'SecretSource' : kind;
  if (context.unbound.mayDefine(definedBy, [name, ownName, name.replace(/:.*$/, '')])) return;
  context.report(finding(dangling, { kind, name, suggestion }, at));
}
