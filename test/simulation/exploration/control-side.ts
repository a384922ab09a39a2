import { compareOrder, type Order } from '../../../src/snapshot/index.ts';
import type { ControlEvent, Desired, Hello, ToControl, ViewRef } from '../../../src/wire/index.ts';
import { both, changeHost, changePeer, changePlane, type Draft, type Index } from './draft.ts';
import { Broken, controlTiming, digestOfEntries, headerText, type ViewName, views } from './model.ts';

const sizes: ReadonlyMap<string, number> = new Map();

type Timeless<E> = E extends { readonly now: number } ? Omit<E, 'now'> : never;

/** Steps the machine of a control plane for a gateway, as `reconciler/fleet/fleet.ts` does; time passes with a tick. */
export function control(draft: Draft, p: Index, h: Index, event: Timeless<ControlEvent>): void {
  const before = draft.hosts[h].peers[p];
  const now = (before?.seen ?? 0) + (event.type === 'tick' ? 10 : 0);
  const { state, effects } = draft.machines.stepControl(before, { ...event, now }, controlTiming);
  changePeer(draft, p, h, state);
  for (const effect of effects) {
    const { line, old, disk } = draft.hosts[h];
    switch (effect.type) {
      case 'send':
        if (line?.plane === p && line.stream === effect.stream) draft.down[h].push(effect.message);
        break;
      case 'close':
        if (line?.plane === p && line.stream === effect.stream) draft.down[h].push({ type: 'end' });
        if (old?.plane === p && old.stream === effect.stream) changeHost(draft, h, { old: null });
        break;
      case 'outrun':
        outrun(draft, p, h, effect.active);
        break;
      case 'ask-writable':
        throw new Error('the views are too large for this model');
      case 'observe': {
        const { what } = effect;
        const [kept] = disk;
        if (what.type === 'active' && (kept === undefined || compareOrder(kept.ref, what.view) < 0))
          throw new Broken('a gateway is held to serve a view that it never had');
        const active = state?.active ?? null;
        if (what.type === 'sending' && isForeign(draft, active))
          throw new Broken('a view is sent to a gateway that is ahead of the store');
      }
    }
  }
}

export function isForeign({ store }: Draft, active: ViewRef | null): boolean {
  if (active === null) return false;
  if (active.epoch !== store.epoch) return active.epoch > store.epoch;
  return active.sequence > store.signed || store.headers[active.sequence] !== active.digest;
}

function outrun(draft: Draft, p: Index, h: Index, active: Order): void {
  changePlane(draft, p, { read: draft.store.revisions.length });
  if (isForeign(draft, draft.hosts[h].peers[p]?.active ?? null)) control(draft, p, h, { type: 'ahead' });
  else tell(draft, p, h, active);
}

/** Tells a gateway what is desired of it. */
export function tell(draft: Draft, p: Index, h: Index, above?: Order): void {
  const desired = desiredAt(draft, p, above);
  const foreign = isForeign(draft, draft.hosts[h].peers[p]?.active ?? null);
  control(draft, p, h, { type: 'desired', desired, groups: [], foreign });
}

export function refresh(draft: Draft, p: Index): void {
  changePlane(draft, p, { read: draft.store.revisions.length });
  for (const h of both) if (draft.hosts[h].peers[p] !== null) tell(draft, p, h);
}

export function hello(draft: Draft, p: Index, h: Index, said: Hello, stream: number): void {
  const desired = desiredAt(draft, p);
  const known = Object.values(views).find((list) => digestOfEntries(list) === said.active?.digest) ?? null;
  const facts = { organization: 'acme', groups: [], keys: [], softwareVersion: '1' };
  const foreign = isForeign(draft, said.active);
  control(draft, p, h, { type: 'hello', stream, hello: said, known, desired, foreign, ...facts });
}

/** What arrives on a stream. Hello comes first, and once. */
export function hear(draft: Draft, p: Index, h: Index, message: ToControl, stream: number): void {
  if (message.type === 'hello') return hello(draft, p, h, message, stream);
  const foreign = message.type === 'beat' && isForeign(draft, message.active);
  control(draft, p, h, { type: 'message', stream, message, foreign });
}

/** The view of the last revision that a control plane has read, under a header newer than `above`. */
function desiredAt(draft: Draft, p: Index, above?: Order): Desired | null {
  for (;;) {
    const { read, known } = draft.planes[p];
    const name = draft.store.revisions[read - 1];
    if (name === undefined) return null;
    let desired = known?.desired;
    if (known?.revision !== read) {
      if (desired?.ref.digest !== digestOfEntries(views[name])) desired = sign(draft, p, name, read);
      else desired = { ...desired, revision: read };
    }
    if (desired === undefined || (above !== undefined && compareOrder(desired.ref, above) <= 0))
      desired = sign(draft, p, name, read);
    changePlane(draft, p, { known: { revision: read, desired } });
    // Who signs has read all that was written before; what turned out to be old is made again.
    if (draft.planes[p].read === read) return desired;
  }
}

function sign(draft: Draft, p: Index, name: ViewName, revision: number): Desired {
  const { epoch, signed, headers, revisions } = draft.store;
  const entries = views[name];
  const ref = { epoch, sequence: signed + 1, digest: digestOfEntries(entries) };
  draft.store = { ...draft.store, signed: ref.sequence, headers: { ...headers, [ref.sequence]: ref.digest } };
  changePlane(draft, p, { read: revisions.length });
  const envelope = { payloadType: '', payload: headerText(ref), signatures: [] };
  return {
    ref,
    revision,
    entries,
    sizes,
    formats: [],
    envelope: envelope as unknown as Desired['envelope'],
  };
}
