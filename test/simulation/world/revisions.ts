import { type Entry, entryKey } from '../../../src/snapshot/index.ts';
import { digestOfList, digestOfText } from './objects.ts';
import type { SeededRandom } from './random.ts';

/** Texts by tool name, per gateway group: what one revision deploys. */
export type Revision = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Texts with this word have a format that software older than 1.1.0 does not read, as its Hello tells. */
const newerFormat = 'tool@2';
/** Texts with this word are read by no software older than 1.1.0 either, and only the attempt shows it. */
export const secretlyNewer = 'secretly-newer';

/** The formats of these texts. */
export function formatsIn(texts: readonly string[]): string[] {
  return texts.some((text) => text.includes(newerFormat)) ? ['tool@1', newerFormat] : ['tool@1'];
}

/** The formats that a version of the software reads. */
export function formatsReadBy(software: string): string[] {
  return software < '1.1.0' ? ['tool@1'] : ['tool@1', newerFormat];
}

/** Whether a version of the software can serve this text. */
export function isReadableBy(software: string, text: string): boolean {
  return software >= '1.1.0' || (!text.includes(newerFormat) && !text.includes(secretlyNewer));
}

export const groups = ['north', 'south'] as const;

/** Five contents, one of which is an earlier one again: a rollback. */
export function makeRevisions(random: SeededRandom): readonly Revision[] {
  const revisions: Revision[] = [firstRevision(random)];
  const rollback = random.between(2, 4);
  for (let number = 1; number < 5; number++) {
    const previous = revisions.at(-1) as Revision;
    if (number === rollback) revisions.push(revisions[random.between(0, number - 2)] as Revision);
    else revisions.push(changed(previous, number, random));
  }
  return [...revisions.slice(0, -1), readableByAll(revisions.at(-1) as Revision)];
}

/** The last revision holds nothing that older software rejects, so that all come to serve it. */
function readableByAll(revision: Revision): Revision {
  const readable = [...revision].map(([group, tools]) => {
    const kept = [...tools].filter(
      ([, text]) => !text.includes(newerFormat) && !text.includes(secretlyNewer),
    );
    return [group, new Map(kept)] as const;
  });
  return new Map(readable);
}

function firstRevision(random: SeededRandom): Revision {
  const tools = (group: string, count: number): [string, string][] =>
    Array.from({ length: count }, (_, index) => [`${group}${index}`, `${group} ${index} first`]);
  // More than one turn of the transport takes, now and then.
  return new Map(groups.map((group) => [group, new Map(tools(group, random.chance(0.2) ? 24 : 4))]));
}

/** Some tools changed, renamed, added or removed in each group; in a few cases all of them, or none. */
function changed(previous: Revision, number: number, random: SeededRandom): Revision {
  return new Map(
    [...previous].map(([group, before]) => {
      if (random.chance(0.1)) return [group, before];
      if (random.chance(0.05)) return [group, new Map<string, string>()];
      const tools = new Map(before);
      for (const [name, text] of before) {
        if (random.chance(0.3)) tools.set(name, `${group} ${name} revision ${number}`);
        else if (random.chance(0.15)) tools.delete(name);
        else if (random.chance(0.1)) {
          tools.delete(name);
          tools.set(`${name}x`, text);
        }
      }
      if (random.chance(0.15))
        tools.set(`${group}f${number}`, `${group} ${random.pick([newerFormat, secretlyNewer])} ${number}`);
      if (tools.size === 0 || random.chance(0.5)) tools.set(`${group}n${number}`, `${group} new ${number}`);
      return [group, tools];
    }),
  );
}

export interface RevisionList {
  readonly entries: readonly Entry[];
  readonly digest: string;
  /** The texts behind it by digest. */
  readonly texts: ReadonlyMap<string, string>;
}

const lists = new WeakMap<Revision, Map<string, RevisionList>>();

/** The list that a set of groups is entitled to. */
export function listFor(revision: Revision, wanted: readonly string[]): RevisionList {
  const known = lists.get(revision) ?? new Map<string, RevisionList>();
  lists.set(revision, known);
  const key = wanted.join(' ');
  const list = known.get(key) ?? makeList(revision, wanted);
  known.set(key, list);
  return list;
}

function makeList(revision: Revision, wanted: readonly string[]): RevisionList {
  const entries = new Map<string, Entry>();
  const texts = new Map<string, string>();
  for (const group of wanted)
    for (const [name, text] of revision.get(group) ?? []) {
      const entry = { kind: 'tool', name, digest: digestOfText(text) };
      entries.set(entryKey(entry), entry);
      texts.set(entry.digest, text);
    }
  const list = [...entries.values()];
  return { entries: list, digest: digestOfList(list), texts };
}
