import { compareOrder } from '../../../src/snapshot/index.ts';
import { digestsInUse, type GatewayEvent, sameRef, type ToGateway } from '../../../src/wire/index.ts';
import { control, hear } from './control-side.ts';
import { both, changeHost, type Draft, type Index } from './draft.ts';
import {
  Broken,
  type Bundle,
  type Down,
  digestOfEntries,
  gatewayTiming,
  headerFrom,
  newest,
} from './model.ts';

/** Steps the machine of a gateway, as `gateway/stream/native-feed.ts` does. */
export function gateway(draft: Draft, h: Index, event: GatewayEvent): void {
  const { process } = draft.hosts[h];
  if (process === null) return;
  const now = event.type === 'tick' ? event.now : process.seen;
  const { state, effects } = draft.machines.stepGateway(process, 'now' in event ? { ...event, now } : event);
  changeHost(draft, h, { process: state });
  for (const effect of effects) {
    switch (effect.type) {
      case 'send':
        draft.up[h].push(effect.message);
        break;
      case 'hang-up':
        leave(draft, h);
        gateway(draft, h, { type: 'disconnected', now: 0, jitter: 0 });
        break;
      case 'verify':
        changeHost(draft, h, { pending: effect.envelope.payload });
        verify(draft, h);
        break;
      case 'swap':
        swapped(draft, h);
        break;
      case 'settle':
        resumed(draft, h);
        break;
      case 'refused':
        changeHost(draft, h, { refused: true });
        break;
      case 'wipe':
        changeHost(draft, h, { disk: [], floor: null });
        break;
      case 'end':
        changeHost(draft, h, { process: null });
        break;
      default:
        break;
    }
  }
}

function swapped(draft: Draft, h: Index): void {
  const { process, disk, floor } = draft.hosts[h];
  const active = process?.active ?? null;
  if (active === null) throw new Broken('nothing is served after a swap');
  if (!sameRef(disk[0]?.ref ?? null, active.ref))
    throw new Broken('a view is served that is not on the disk');
  if (digestOfEntries(active.entries.values()) !== active.ref.digest)
    throw new Broken('a mixed surface: what is served is not what was signed');
  if (floor !== null && compareOrder(active.ref, floor) <= 0) throw new Broken('backwards');
  changeHost(draft, h, { floor: newest(floor, active.ref) });
}

function resumed(draft: Draft, h: Index): void {
  const { process, floor } = draft.hosts[h];
  const ref = process?.active?.ref;
  if (ref === undefined || floor === null) return;
  if (compareOrder(ref, floor) < 0) throw new Broken('a restart goes backwards');
  changeHost(draft, h, { floor: newest(floor, ref) });
}

/** The gateway leaves its line; the control plane hears the end of it later. */
export function leave(draft: Draft, h: Index): void {
  const { line, old } = draft.hosts[h];
  if (line === null) return;
  // One that lingered before is over by then.
  if (old !== null) endOld(draft, h);
  const said = draft.up[h].splice(0);
  draft.down[h].splice(0);
  const { plane, stream, greeted, up } = line;
  const rest = said.length === 0 ? up : [...up, said];
  changeHost(draft, h, { line: null, old: { plane, stream, greeted, up: rest } });
}

export function endOld(draft: Draft, h: Index): void {
  const { old } = draft.hosts[h];
  if (old === null) return;
  changeHost(draft, h, { old: null });
  for (const burst of old.up)
    for (const message of burst) if (old.greeted) hear(draft, old.plane, h, message, old.stream);
  control(draft, old.plane, h, { type: 'closed', stream: old.stream });
}

/** Both ends of a line lose it; what the gateway had said may arrive late. */
export function cut(draft: Draft, h: Index): void {
  leave(draft, h);
  gateway(draft, h, { type: 'disconnected', now: 0, jitter: 0 });
}

/** Messages reach a gateway. */
export function receive(draft: Draft, h: Index, messages: readonly Down[]): void {
  for (const message of messages) {
    if (draft.hosts[h].line === null) return;
    if (message.type === 'end') {
      changeHost(draft, h, { line: null });
      draft.up[h].splice(0);
      gateway(draft, h, { type: 'disconnected', now: 0, jitter: 0 });
    } else gateway(draft, h, { type: 'message', now: 0, jitter: 0, message: arrived(draft, h, message) });
  }
}

/** What only confirms reaches a gateway at once: losing it, or its being late, makes no difference. */
export function confirm(draft: Draft): void {
  for (const h of both) {
    const { line } = draft.hosts[h];
    const quiet = draft.down[h].every(
      (message) => message.type === 'beatAck' || (message.type === 'intent' && message.mode === 'none'),
    );
    if (quiet && line?.down.length === 0) receive(draft, h, draft.down[h].splice(0));
  }
}

/** Of a Put, whether its bytes are there: they came with it, or are held. */
function arrived(draft: Draft, h: Index, message: ToGateway): ToGateway {
  const { process } = draft.hosts[h];
  if (message.type !== 'put' || process === null) return message;
  return { ...message, held: !message.held || digestsInUse(process).has(message.entry.digest) };
}

/** What came is checked and built at once; that it is written takes time. */
function verify(draft: Draft, h: Index): void {
  const { process } = draft.hosts[h];
  if (process?.work?.step === 'verify') {
    const { entries } = process.work;
    const computed = digestOfEntries(entries.values());
    const header = headerFrom(draft.hosts[h].pending ?? '');
    gateway(draft, h, { type: 'verified', now: 0, header, trusted: true, computed });
    gateway(draft, h, { type: 'built', now: 0 });
  }
}

/** The view on its way to effect is written, and served. */
export function work(draft: Draft, h: Index): void {
  persist(draft, h);
  gateway(draft, h, { type: 'persisted', now: 0 });
}

/** The bundle of the view on its way to effect is on the disk. */
export function persist(draft: Draft, h: Index): void {
  const { process, disk } = draft.hosts[h];
  const header = process?.work?.header;
  if (process?.work === null || process === null || header == null) return;
  const ref = { epoch: header.epoch, sequence: header.sequence, digest: header.view };
  const bundle: Bundle = { ref, entries: process.work.entries };
  changeHost(draft, h, { disk: [bundle, ...disk.slice(0, 1)] });
}

/** A process starts with what is on its disk. */
export function start(draft: Draft, h: Index): void {
  const { disk, peers, old } = draft.hosts[h];
  const [kept] = disk;
  const used = new Set(peers.map((peer) => peer?.facts.instanceId));
  for (const burst of old?.up ?? [])
    for (const message of burst) if (message.type === 'hello') used.add(message.instanceId);
  let instance = 1;
  while (used.has(String(instance))) instance++;
  const { state } = draft.machines.startGateway({
    identity: {
      gatewayId: `g`,
      instanceId: String(instance),
      labels: {},
      fqdns: [],
      softwareVersion: '1',
      formats: [],
    },
    timing: gatewayTiming,
    now: 0,
    active: kept === undefined ? null : { ...kept, organization: 'acme' },
    crashed: null,
  });
  changeHost(draft, h, { process: state });
}

/** A free number for a new stream. */
export function newStream({ hosts }: Draft, h: Index): number {
  const { old, peers } = hosts[h];
  const used = new Set([old?.stream, ...peers.map((peer) => peer?.stream)]);
  let stream = 1;
  while (used.has(stream)) stream++;
  return stream;
}
