/** One attempt of an attacker, and what has to come of it. */
export interface Attack<World> {
  readonly what: string;
  /** Makes the attempt and says in short what came of it: a status, a code, a text, what the backend saw. */
  attempt(world: World): Promise<string>;
  /** What comes of it while the defences are there. */
  readonly expected: string;
  /** Nothing of ours stands against it, but Node or a library does: it stays when the defences are switched off. */
  readonly notOurs?: true;
}

/** A defence, and how it is switched off: a text of its source, which must be there once, and what stands in its place. */
export interface Defence {
  /** Below `src/gateway`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Attacks of one kind. A world is a gateway with what is around it; one serves all attacks of a class. */
export interface AttackClass<World> {
  readonly defences: readonly Defence[];
  readonly attacks: readonly Attack<World>[];
  /** The attacks mostly wait, so they are made at the same time. */
  readonly together?: true;
  open(): Promise<World & { close(): Promise<unknown> }>;
}

/** Ties the types of a class together, and forgets them: whoever runs attacks does not look into the world. */
export function attackClass<World>(given: AttackClass<World>): AttackClass<unknown> {
  return given;
}
