import { type GatewayState, type PeerState, sameRef, type ToControl } from '../../../src/wire/index.ts';
import type { Machines } from '../world/machines.ts';
import { control, hear, refresh } from './control-side.ts';
import {
  both,
  changeHost,
  changePeer,
  changePlane,
  type Draft,
  draftOf,
  flush,
  type Index,
  modelOf,
} from './draft.ts';
import {
  confirm,
  cut,
  endOld,
  gateway,
  leave,
  newStream,
  persist,
  receive,
  start,
  work,
} from './gateway-side.ts';
import type { Burst, Model, ViewName } from './model.ts';

/** Something that can happen in a state. */
export interface Action {
  readonly name: string;
  /** `step` happens by itself sooner or later; `input` is what people do; `fault` is what goes wrong. */
  readonly kind: 'step' | 'input' | 'fault';
  readonly act: (draft: Draft) => void;
}

export interface Scope {
  /** Views that are applied one after the other; one that comes again is a rollback. */
  readonly revisions: readonly ViewName[];
  readonly faults: readonly FaultName[];
  /** The second gateway is not there. */
  readonly alone?: boolean;
  /** Hundreds of thousands of states, or millions: minutes to an hour. */
  readonly isLarge?: boolean;
}

export function gatewaysOf({ alone }: Pick<Scope, 'alone'>): readonly Index[] {
  return alone === true ? [0] : both;
}

export type FaultName = 'lose' | 'duplicate' | 'cut' | 'crash' | 'plane crash' | 'disk full' | 'restore';

export function perform(model: Model, { act, kind }: Action, machines: Machines): Model {
  const draft = draftOf(model, machines);
  if (kind === 'fault') draft.faults--;
  act(draft);
  confirm(draft);
  return modelOf(draft);
}

export function actionsOf(model: Model, scope: Scope): Action[] {
  const actions = gatewaysOf(scope).flatMap((h) => stepsOf(model, h));
  for (const p of both) actions.push(...planeActions(model, p, scope));
  if (model.hosts.some(({ peers }) => peers.some((peer) => peer?.ahead)))
    actions.push({ name: 'an operator recovers', kind: 'step', act: recover });
  if (model.faults > 0) for (const h of gatewaysOf(scope)) actions.push(...faultsOf(model, h, scope));
  if (model.faults > 0 && model.backup !== null && scope.faults.includes('restore'))
    actions.push({ name: 'the store is put back', kind: 'fault', act: restore });
  return actions;
}

function stepsOf({ hosts, planes }: Model, h: Index): Action[] {
  const { process, line, old, refused, peers } = hosts[h];
  const name = `gateway ${h + 1}`;
  const actions: Action[] = [];
  const step = (what: string, act: Action['act']): void => {
    actions.push({ name: `${name} ${what}`, kind: 'step', act });
  };
  if (old !== null) step('is heard to be gone', (draft) => hearOld(draft, h));
  if (process === null) {
    if (!refused || old === null) step('starts', (draft) => start(draft, h));
    return actions;
  }
  if (process.work !== null) step('works on what came', (draft) => work(draft, h));
  if (line === null) {
    for (const p of both)
      if (planes[p].up && (!refused || old === null))
        step(`connects to control plane ${p + 1}`, (draft) => hearSaid(draft, h, dial(draft, h, p)));
    return actions;
  }
  const [down] = line.down;
  const [up] = line.up;
  if (down !== undefined)
    step(`receives ${typesIn(down)}`, (draft) => {
      shift(draft, h, 'down');
      receive(draft, h, down);
    });
  if (up !== undefined) step(`is heard to say ${typesIn(up)}`, (draft) => hearAll(draft, h, up));
  if (down !== undefined || up !== undefined || process.work !== null) return actions;

  // Nothing is on its way: what waits for time has its turn.
  const peer = peers[line.plane];
  if (process.link.state === 'greeting')
    step('waits no longer for a Welcome', (draft) =>
      gateway(draft, h, { type: 'tick', now: later(draft, h), calls: 0, errors: 0 }),
    );
  else if (peer?.stream !== line.stream) step('is cut off', (draft) => cut(draft, h));
  else if (beatTells(process, peer))
    step('beats', (draft) => gateway(draft, h, { type: 'tick', now: later(draft, h), calls: 0, errors: 0 }));
  else if (waits(peer))
    step('is given no more time', (draft) => control(draft, line.plane, h, { type: 'tick' }));
  return actions;
}

/** Whether a control plane waits: for an answer, or before it tries again. */
function waits({ flight, base, rejection, desired, active, ahead }: PeerState): boolean {
  if (flight !== null || (base.type === 'inventory' && !base.complete)) return true;
  if (ahead) return false;
  const digest = desired?.ref.digest;
  return rejection?.permanent === false && rejection.view.digest === digest && active?.digest !== digest;
}

/** Whether a beat says something that the control plane does not know, or cannot guess from what it awaits. */
function beatTells({ active, told }: GatewayState, peer: PeerState): boolean {
  const serves = active?.ref ?? null;
  if (peer.flight !== null && sameRef(peer.flight.desired.ref, serves)) return false;
  return !sameRef(peer.active, serves) || !sameRef(told, serves);
}

function planeActions({ store, planes, hosts }: Model, p: Index, { revisions }: Scope): Action[] {
  const name = `control plane ${p + 1}`;
  if (!planes[p].up) return [{ name: `${name} starts`, kind: 'step', act: (draft) => startPlane(draft, p) }];
  const actions: Action[] = [];
  const next = revisions[store.revisions.length];
  if (next !== undefined)
    actions.push({
      name: `${next} is applied at ${name}`,
      kind: 'input',
      act: (draft) => apply(draft, p, next),
    });
  const { read } = planes[p];
  const behind = hosts.some(({ peers }) => peers[p] !== null && (peers[p].desired?.revision ?? 0) !== read);
  if (read < store.revisions.length || behind)
    actions.push({ name: `${name} reads the store`, kind: 'step', act: (draft) => refresh(draft, p) });
  return actions;
}

function faultsOf({ hosts, planes }: Model, h: Index, { faults }: Scope): Action[] {
  const { process, line, refused, old } = hosts[h];
  const name = `gateway ${h + 1}`;
  const actions: Action[] = [];
  const fault = (kind: FaultName, what: string, act: Action['act']): void => {
    if (faults.includes(kind)) actions.push({ name: `${name} ${what}`, kind: 'fault', act });
  };
  if (line !== null) {
    const [down = []] = line.down;
    const [up = []] = line.up;
    for (const [index, { type }] of down.entries()) {
      if (type === 'end') continue;
      fault('lose', `loses ${type}`, (draft) => {
        shift(draft, h, 'down');
        receive(draft, h, down.toSpliced(index, 1));
      });
      fault('duplicate', `receives ${type} twice`, (draft) => {
        shift(draft, h, 'down');
        receive(draft, h, down.toSpliced(index, 0, ...down.slice(index, index + 1)));
      });
      fault('cut', `is cut off before ${type}`, (draft) => {
        shift(draft, h, 'down');
        receive(draft, h, down.slice(0, index));
        flush(draft);
        cut(draft, h);
      });
    }
    for (const [index, { type }] of up.entries()) {
      fault('lose', `is not heard to say ${type}`, (draft) => hearAll(draft, h, up.toSpliced(index, 1)));
      fault('duplicate', `is heard twice to say ${type}`, (draft) =>
        hearAll(draft, h, up.toSpliced(index, 0, ...up.slice(index, index + 1))),
      );
    }
    fault('cut', 'is cut off', (draft) => cut(draft, h));
  }
  if (process === null) return actions;
  for (const p of both) {
    if (line !== null || !planes[p].up || (refused && old !== null)) continue;
    const to = `to control plane ${p + 1}`;
    fault('lose', `connects ${to}, and its Hello is lost`, (draft) => void dial(draft, h, p));
    fault('duplicate', `connects ${to}, and its Hello comes twice`, (draft) => {
      const said = dial(draft, h, p);
      hearSaid(draft, h, [...said, ...said]);
    });
    fault('cut', `connects ${to}, and its Hello comes late`, (draft) => {
      draft.up[h].push(...dial(draft, h, p));
      cut(draft, h);
    });
  }
  const crash = (draft: Draft): void => {
    leave(draft, h);
    changeHost(draft, h, { pending: null });
    start(draft, h);
  };
  fault('crash', 'crashes', crash);
  if (process.work?.step === 'persist') {
    fault('crash', 'crashes after it wrote', (draft) => {
      persist(draft, h);
      crash(draft);
    });
    fault('disk full', 'cannot write', (draft) =>
      gateway(draft, h, { type: 'persist-failed', now: 0, message: 'full' }),
    );
  }
  for (const p of both)
    if (h === 0) fault('plane crash', `sees control plane ${p + 1} crash`, (draft) => crashPlane(draft, p));
  return actions;
}

/** Long enough for whatever a gateway waits for. */
function later({ hosts }: Draft, h: Index): number {
  return (hosts[h].process?.seen ?? 0) + 10;
}

function shift(draft: Draft, h: Index, lane: 'up' | 'down'): void {
  const { line } = draft.hosts[h];
  if (line !== null) changeHost(draft, h, { line: { ...line, [lane]: line[lane].slice(1) } });
}

function hearAll(draft: Draft, h: Index, messages: Burst<ToControl>): void {
  shift(draft, h, 'up');
  hearSaid(draft, h, messages);
}

function hearSaid(draft: Draft, h: Index, messages: Burst<ToControl>): void {
  for (const message of messages) {
    const { line } = draft.hosts[h];
    if (line === null) return;
    const greets = message.type === 'hello';
    if (greets === line.greeted) {
      // Hello comes first, and once: the stream ends.
      draft.down[h].push({ type: 'refuse', reason: 'protocol', message: '' }, { type: 'end' });
      if (line.greeted) control(draft, line.plane, h, { type: 'closed', stream: line.stream });
      return;
    }
    changeHost(draft, h, { line: { ...line, greeted: true } });
    hear(draft, line.plane, h, message, line.stream);
  }
}

function hearOld(draft: Draft, h: Index): void {
  const { old } = draft.hosts[h];
  if (old === null) return;
  const [burst, ...up] = old.up;
  if (burst === undefined) return endOld(draft, h);
  for (const message of burst) {
    const current = draft.hosts[h].old;
    if (current === null) return;
    if ((message.type === 'hello') === current.greeted) return endOld(draft, h);
    changeHost(draft, h, { old: { ...current, greeted: true } });
    hear(draft, current.plane, h, message, current.stream);
  }
  const rest = draft.hosts[h].old;
  if (rest !== null) changeHost(draft, h, { old: { ...rest, up } });
}

/** Opens a line; returns what the gateway says first. */
function dial(draft: Draft, h: Index, p: Index): readonly ToControl[] {
  const stream = newStream(draft, h);
  if (draft.hosts[h].process?.link.state === 'down')
    gateway(draft, h, { type: 'tick', now: later(draft, h), calls: 0, errors: 0 });
  changeHost(draft, h, { line: { plane: p, stream, greeted: false, up: [], down: [] }, refused: false });
  gateway(draft, h, { type: 'connected', now: 0 });
  return draft.up[h].splice(0);
}

function apply(draft: Draft, p: Index, next: ViewName): void {
  draft.backup = draft.store.revisions.length > 0 ? draft.store : null;
  draft.store = { ...draft.store, revisions: [...draft.store.revisions, next] };
  refresh(draft, p);
}

function startPlane(draft: Draft, p: Index): void {
  changePlane(draft, p, { up: true, read: draft.store.revisions.length });
}

function crashPlane(draft: Draft, p: Index): void {
  changePlane(draft, p, { up: false, known: null, read: 0 });
  for (const h of both) {
    const { line, old } = draft.hosts[h];
    if (old?.plane === p) changeHost(draft, h, { old: null });
    if (line?.plane === p) {
      changeHost(draft, h, { line: null });
      gateway(draft, h, { type: 'disconnected', now: 0, jitter: 0 });
    }
    changePeer(draft, p, h, null);
  }
}

function restore(draft: Draft): void {
  if (draft.backup !== null) draft.store = draft.backup;
  draft.backup = null;
  for (const p of both) crashPlane(draft, p);
}

function recover(draft: Draft): void {
  draft.epochs++;
  draft.store = { ...draft.store, epoch: draft.epochs };
  for (const p of both) {
    changePlane(draft, p, { known: null });
    if (draft.planes[p].up) refresh(draft, p);
  }
}

function typesIn(burst: readonly { readonly type: string }[]): string {
  return burst.map(({ type }) => type).join(', ');
}
