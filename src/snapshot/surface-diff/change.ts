import { compareText } from '../../kernel/index.ts';
import type { ChangeClass, Detail } from './change-kind.ts';
import { type ChangeName, changeClasses, changeKinds } from './change-kinds.ts';

/** What a change happened to. */
export type Subject = 'endpoint' | 'tool' | 'prompt' | 'resource';

/** One thing that clients of an endpoint gain, lose or find otherwise. */
export interface SurfaceChange {
  readonly kind: ChangeName;
  readonly class: ChangeClass;
  readonly about: Subject;
  /** MCP names of tools and prompts, URIs of resources; several where they share what changed. Sorted. */
  readonly names: readonly string[];
  readonly text: string;
  /** The object that changed, to look up where it stands; of the old side when it is gone. */
  readonly object: ObjectName;
}

export interface ObjectName {
  readonly kind: string;
  readonly name: string;
}

/** Takes the changes that are found. */
export type Note = (kind: ChangeName, detail?: Detail) => void;

/** A change of one thing. */
export function changeOf(
  kind: ChangeName,
  detail: Detail,
  { about, name, object }: { about: Subject; name: string; object: ObjectName },
): SurfaceChange {
  const { class: changeClass, text } = changeKinds[kind];
  return { kind, class: changeClass, about, names: [name], text: text(detail), object };
}

/** Worst first, then by what they are about. */
export function compareChanges(a: SurfaceChange, b: SurfaceChange): number {
  return (
    changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class) ||
    compareText(a.about, b.about) ||
    compareText(a.names.join(), b.names.join()) ||
    compareText(a.kind, b.kind) ||
    compareText(a.text, b.text)
  );
}

/** What was found out of pairs of objects, which many endpoints share. */
export type DiffMemo = Map<string, readonly SurfaceChange[]>;
