import type { Location } from '../../kernel/index.ts';
import type { ObjectKind, ObjectOf } from '../../snapshot/index.ts';

/** An object that an artifact becomes, and where it is defined. */
export type ArtifactPart = {
  readonly [K in ArtifactPartKind]: {
    readonly kind: K;
    /** What is unique in its artifact: the name of a tool or prompt, a URI. */
    readonly key: string;
    readonly object: ObjectOf<K>;
    readonly at: Location;
    /** Keys of the objects that it needs besides itself: of a custom tool, what its target needs. */
    readonly needs?: readonly string[];
    /** Name of the operation's tool that leaves the list where this custom tool is offered. */
    readonly hides?: string;
  };
}[ArtifactPartKind];

type ArtifactPartKind = Extract<ObjectKind, 'tool' | 'prompt' | 'resource' | 'filter'>;
