import {
  digestOf,
  type Entry,
  entryKey,
  headerOf,
  listDigest,
  unsignedEnvelope,
  type ViewHeader,
} from '../../../src/snapshot/index.ts';
import type { Desired, EntryList, ViewRef } from '../../../src/wire/index.ts';

/** A view for tests: `{ a: 'text' }` stands for a tool `a` with that content. */
export function desiredOf(
  sequence: number,
  tools: Readonly<Record<string, string>>,
  {
    epoch = 1,
    organization = 'acme',
    formats = [],
  }: { epoch?: number; organization?: string; formats?: readonly string[] } = {},
): Desired {
  const entries = Object.entries(tools).map(([name, text]) => entryOf(name, text));
  const sizes = new Map(Object.values(tools).map((text) => [digestOf(Buffer.from(text)), text.length]));
  const digest = listDigest(entries);
  const envelope = unsignedEnvelope({
    format: 'view@1',
    epoch,
    sequence,
    revision: sequence,
    organization,
    groups: ['all'],
    view: digest,
    objects: entries.length,
    signedAt: '2026-01-01T00:00:00.000Z',
  });
  return { ref: { epoch, sequence, digest }, revision: sequence, entries, sizes, formats, envelope };
}

export function entryOf(name: string, text: string): Entry {
  return { kind: 'tool', name, digest: digestOf(Buffer.from(text)) };
}

export function listOf(desired: Desired): EntryList {
  return new Map(desired.entries.map((entry) => [entryKey(entry), entry]));
}

export function headerFor(desired: Desired): ViewHeader {
  return headerOf(desired.envelope);
}

/** How tests name a view: its order. */
export function showRef(ref: ViewRef | null): string {
  return ref === null ? 'nothing' : `${ref.epoch}.${ref.sequence}`;
}
