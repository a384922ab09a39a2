import type { GatewayState, PeerState, ToControl, ViewRef } from '../../../src/wire/index.ts';
import { both, type Index } from './draft.ts';
import { type Burst, type Down, digestOfEntries, type Host, type Model } from './model.ts';

/** Which control plane is written first. */
type Order = readonly [Index, Index];

const inOrder: Order = [0, 1];
const swapped: Order = [1, 0];

/** An action changes one gateway at most: the text of the other was made with the state before. */
const lately = new Map<Host, [string, string]>();

/** Gateways whose texts are kept: more than the actions of one state, and few enough to be forgotten for nothing. */
const mostKept = 256;

/**
 * A text that two states share when they differ only in names: which control plane is the first, which gateway is,
 * how streams and transactions are numbered, and when something was. Nothing of it decides what can happen.
 */
export function canonical(model: Model): string {
  const [one, two] = model.hosts.map(textsOf) as [[string, string], [string, string]];
  const straight = textOf(model, inOrder, [one[0], two[0]]);
  const crossed = textOf(model, swapped, [one[1], two[1]]);
  return straight < crossed ? straight : crossed;
}

/** The text of a gateway in either order. */
function textsOf(host: Host): [string, string] {
  const known = lately.get(host);
  if (known !== undefined) return known;
  if (lately.size >= mostKept) lately.clear();
  const texts: [string, string] = [hostText(host, inOrder), hostText(host, swapped)];
  lately.set(host, texts);
  return texts;
}

function textOf(
  { store, backup, planes, epochs, faults }: Model,
  order: Order,
  [one, two]: [string, string],
): string {
  const gateways = one < two ? [one, two] : [two, one];
  const shownPlanes = order.map((p) => {
    const { up, read, known } = planes[p];
    return `${up ? 1 : 0}${read}${known === null ? '' : `${known.revision}${ref(known.desired.ref)}`}`;
  });
  const shownStore = [store, backup].map((one) => (one === null ? '' : storeText(one)));
  return [faults, epochs, ...shownStore, ...shownPlanes, ...gateways].join('|');
}

function storeText({ epoch, signed, revisions, headers }: Exclude<Model['store'], null>): string {
  return `${epoch}.${signed} ${revisions.join('')} ${Object.values(headers).join('/')}`;
}

function hostText(host: Host, order: Order): string {
  const places: Record<Index, number> = { 0: order.indexOf(0), 1: order.indexOf(1) };
  const { process, disk, line, old, peers, refused, floor, pending } = host;
  const bases = new Map(both.map((p) => [p, baseOf(host, p)]));
  const base = line === null ? 0 : (bases.get(line.plane) ?? 0);
  const parts = [
    process === null ? '' : processText(process, base),
    disk.map((bundle) => ref(bundle.ref)).join(','),
    line === null
      ? ''
      : `${places[line.plane]}${line.stream}${line.greeted ? 1 : 0}${burstsText(line.up, base)}~${burstsText(line.down, base)}`,
    old === null
      ? ''
      : `${places[old.plane]}${old.stream}${old.greeted ? 1 : 0}${burstsText(old.up, bases.get(old.plane) ?? 0)}`,
    ...order.map((p) => {
      const peer = peers[p];
      return peer === null ? '' : peerText(peer, bases.get(p) ?? 0);
    }),
    refused ? 1 : 0,
    floor === null ? '' : `${floor.epoch}.${floor.sequence}`,
    process?.work?.step === 'verify' ? pending : '',
  ];
  return parts.join(';');
}

/** Transactions are numbered from the last one on: only which is later matters. */
function baseOf({ peers }: Host, p: Index): number {
  return peers[p]?.transactions ?? 0;
}

function processText(state: GatewayState, base: number): string {
  const { identity, link, settled, active, told, incoming, lastTransaction, work, waiting } = state;
  return [
    identity.instanceId,
    link.state,
    settled ? 1 : 0,
    ref(active?.ref ?? null),
    ref(told),
    digestOfEntries(state.base.values()),
    incoming === null ? '' : JSON.stringify({ ...incoming, transaction: incoming.transaction - base }),
    link.state === 'open' ? lastTransaction - base : '',
    work === null
      ? ''
      : `${work.step}${work.current ? work.transaction - base : 'x'}${digestOfEntries(work.entries.values())}${work.header?.sequence ?? ''}`,
    waiting === null
      ? ''
      : `${waiting.transaction - base}${waiting.envelope.payload}${digestOfEntries(waiting.entries.values())}`,
  ].join('-');
}

function peerText(peer: PeerState, base: number): string {
  const { stream, presence, facts, desired, base: list, flight, active, rejection, staged } = peer;
  return [
    stream,
    presence,
    facts.instanceId,
    desired === null ? '' : `${desired.revision}${ref(desired.ref)}`,
    list.type === 'known'
      ? digestOfEntries(list.entries)
      : list.type === 'inventory'
        ? `${list.complete}${[...list.digests].sort().join(' ')}`
        : '',
    flight === null ? '' : `${flight.transaction - base}${ref(flight.desired.ref)}`,
    ref(staged),
    ref(active),
    rejection === null
      ? ''
      : `${ref(rejection.view)}${rejection.permanent}${Math.min(rejection.attempts, 2)}${rejection.retryAt > peer.seen}`,
    `${peer.foreign}${peer.ahead}${peer.outrunAt !== null}${peer.idle}${peer.drift === null ? '' : Math.min(peer.drift.count, 2)}${peer.drift?.digest ?? ''}`,
  ].join('-');
}

function burstsText(bursts: readonly Burst<ToControl | Down>[], base: number): string {
  return bursts.map((burst) => burst.map((message) => messageText(message, base)).join('+')).join('/');
}

function messageText(message: ToControl | Down, base: number): string {
  switch (message.type) {
    case 'hello':
      return `hello${message.instanceId}${ref(message.active)}`;
    case 'intent':
      return `intent${message.transaction - base}${message.mode}${message.puts},${message.removes}`;
    case 'put':
      return `put${message.entry.name}${message.entry.digest}${message.held}`;
    case 'remove':
      return `remove${message.objects.map(({ name }) => name).join(',')}`;
    case 'activate':
      return `activate${message.transaction - base}${message.envelope.payload}`;
    case 'verdict':
      return `verdict${message.transaction - base}${message.status}${message.permanent}${ref(message.view)}`;
    case 'beat':
      return `beat${ref(message.active)}`;
    case 'inventory':
      return `inventory${message.digests.join(',')}`;
    case 'welcome':
      return `welcome${message.inventoryWanted}`;
    case 'refuse':
      return `refuse${message.reason}`;
    default:
      return message.type;
  }
}

function ref(view: ViewRef | null): string {
  return view === null ? '' : `${view.epoch}.${view.sequence}${view.digest}`;
}
