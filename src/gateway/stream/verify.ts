import { digestOfList, type EntryList, type Envelope, headerOf, isSignedBy } from '../../snapshot/index.ts';
import type { Verification } from '../../wire/index.ts';
import type { Trust } from './trust.ts';

/** What the envelope of a view says, whether a trusted key signed it, and what its list really comes to. */
export function verify(envelope: Envelope, entries: EntryList, trust: Trust): Verification {
  const computed = digestOfList(entries);
  try {
    return { header: headerOf(envelope), trusted: isSignedBy(envelope, trust.keys()), computed };
  } catch {
    // Not an envelope of ours: a header that nobody can read.
    return { header: null, trusted: false, computed };
  }
}
