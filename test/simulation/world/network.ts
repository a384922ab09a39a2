import type { ToControl, ToGateway } from '../../../src/wire/index.ts';
import type { SeededRandom } from './random.ts';
import type { Timeline } from './timeline.ts';
import { throughWireToControl, throughWireToGateway } from './wire-format.ts';

/** A message on its way to a gateway; a Put that is not held brings its bytes. */
export interface Parcel {
  readonly message: ToGateway;
  readonly bytes: Uint8Array | null;
}

export interface End<M> {
  receive(message: M): void;
  /** The stream ended; called once, and not for an end that closed it itself. */
  closed(): void;
}

/** One stream of the transport. What is sent in one direction arrives in order, unless a fault says otherwise. */
export interface Stream {
  readonly id: number;
  readonly gatewayId: string;
  toControl(message: ToControl): void;
  toGateway(parcel: Parcel): void;
  closeByGateway(): void;
  /** Ends it after what was sent before. */
  closeByControl(): void;
  /** Both ends notice, each in its own time; what is on its way is lost. */
  cut(): void;
  /** Half open: what is sent in these directions vanishes, and nobody notices. */
  sever(direction: 'both' | 'to-control' | 'to-gateway'): void;
  /** What is sent from now on arrives late, and in order. */
  delay(ms: number): void;
  /** Only the gateway notices an end; what it said before arrives late, perhaps after what it says on its next stream. */
  abandon(ms: number): void;
  /** Both ends believe in it, and what they send arrives. */
  isSound(): boolean;
}

/** Something that happens to one message that is yet to be sent, or because of it. */
export interface Mischief {
  readonly type: 'lose' | 'duplicate' | 'reorder' | 'corrupt' | 'act before' | 'act after';
  readonly gatewayId: string;
  readonly direction: 'to-control' | 'to-gateway';
  /** Only messages of this type. */
  readonly only?: ToControl['type'] | ToGateway['type'];
  /** Messages that pass before it. */
  skip: number;
  /** What happens just before the message is sent, or just after it has arrived. */
  readonly act?: (stream: Stream) => void;
}

export interface Network {
  open(gatewayId: string, gateway: End<Parcel>, accept: (stream: Stream) => End<ToControl>): Stream;
  /** Waits for a message to harm. */
  arm(mischief: Mischief): void;
  /** Mischief that found no message is forgotten. */
  disarm(): void;
  streamsOf(gatewayId: string): readonly Stream[];
  /** Sees every message that is sent. */
  watch(listener: (gatewayId: string, message: ToControl | ToGateway) => void): void;
  /** Messages sent and connections tried so far; those of the heart beat apart. */
  readonly counts: { beats: number; others: number };
}

interface Lane<M> {
  end: End<M> | null;
  severed: boolean;
  lastArrival: number;
  delay: number;
}

/** `asBytes`: every message is encoded and decoded on its way. */
export function network(time: Timeline, random: SeededRandom, asBytes: boolean): Network {
  const streams = new Set<Stream>();
  const armed: Mischief[] = [];
  const listeners: ((gatewayId: string, message: ToControl | ToGateway) => void)[] = [];
  const counts = { beats: 0, others: 0 };
  let ids = 0;

  function takeMischief(
    gatewayId: string,
    direction: Mischief['direction'],
    type: ToControl['type'] | ToGateway['type'],
  ): Mischief | undefined {
    for (const mischief of armed) {
      if (mischief.gatewayId !== gatewayId || mischief.direction !== direction) continue;
      if (mischief.only !== undefined && mischief.only !== type) continue;
      if (mischief.skip-- > 0) continue;
      armed.splice(armed.indexOf(mischief), 1);
      return mischief;
    }
    return undefined;
  }

  function carry<M>(lane: Lane<M>, stream: Stream, message: M, mischief: Mischief | undefined): void {
    if (mischief?.type === 'act before') mischief.act?.(stream);
    if (lane.severed || mischief?.type === 'lose') return;
    const deliver = (): void => {
      if (!lane.severed) lane.end?.receive(message);
      if (mischief?.type === 'act after') mischief.act?.(stream);
    };
    const arrival = Math.max(lane.lastArrival, time.now() + random.between(1, 40) + lane.delay);
    if (mischief?.type === 'reorder')
      return time.after(arrival - time.now() + random.between(50, 500), deliver);
    lane.lastArrival = arrival;
    time.after(arrival - time.now(), deliver);
    if (mischief?.type === 'duplicate') time.after(arrival - time.now() + random.between(0, 200), deliver);
  }

  function open(gatewayId: string, gateway: End<Parcel>, accept: (stream: Stream) => End<ToControl>): Stream {
    const up: Lane<ToControl> = { end: null, severed: false, lastArrival: 0, delay: 0 };
    const down: Lane<Parcel> = { end: gateway, severed: false, lastArrival: 0, delay: 0 };

    function close<M>(lane: Lane<M>, inOrder: boolean): void {
      const { end } = lane;
      if (end === null) return;
      const arrival = Math.max(inOrder ? lane.lastArrival : 0, time.now() + random.between(1, 60));
      time.after(arrival - time.now(), () => {
        if (lane.end !== end || lane.severed) return;
        lane.end = null;
        end.closed();
      });
    }

    const stream: Stream = {
      id: ++ids,
      gatewayId,
      toControl: (message) => {
        for (const listener of listeners) listener(gatewayId, message);
        if (message.type === 'beat') counts.beats++;
        else counts.others++;
        const parts = asBytes ? throughWireToControl(message) : [message];
        for (const part of parts) carry(up, stream, part, takeMischief(gatewayId, 'to-control', part.type));
      },
      toGateway: (sent) => {
        for (const listener of listeners) listener(gatewayId, sent.message);
        const parcel = asBytes ? throughWireToGateway(sent) : sent;
        if (parcel.message.type === 'beatAck') counts.beats++;
        else counts.others++;
        const mischief = takeMischief(gatewayId, 'to-gateway', parcel.message.type);
        carry(down, stream, mischief?.type === 'corrupt' ? corrupted(parcel) : parcel, mischief);
      },
      closeByGateway: () => {
        down.end = null;
        close(up, true);
        streams.delete(stream);
      },
      closeByControl: () => {
        up.end = null;
        close(down, true);
        streams.delete(stream);
      },
      cut: () => {
        up.severed = false;
        down.severed = false;
        const [upEnd, downEnd] = [up.end, down.end];
        up.end = upEnd === null ? null : { receive: () => undefined, closed: () => upEnd.closed() };
        down.end = downEnd === null ? null : { receive: () => undefined, closed: () => downEnd.closed() };
        close(up, false);
        close(down, false);
        streams.delete(stream);
      },
      sever: (direction) => {
        if (direction !== 'to-gateway') up.severed = true;
        if (direction !== 'to-control') down.severed = true;
      },
      delay: (ms) => {
        up.delay = ms;
        down.delay = ms;
      },
      abandon: (ms) => {
        const { end } = down;
        down.end = null;
        up.lastArrival = Math.max(up.lastArrival, time.now() + ms);
        time.after(random.between(1, 60), () => end?.closed());
        close(up, true);
        streams.delete(stream);
      },
      isSound: () =>
        up.end !== null && down.end !== null && !up.severed && !down.severed && streams.has(stream),
    };
    streams.add(stream);
    up.end = accept(stream);
    return stream;
  }

  return {
    open,
    watch: (listener) => void listeners.push(listener),
    arm: (mischief) => void armed.push(mischief),
    disarm: () => void armed.splice(0),
    streamsOf: (gatewayId) => [...streams].filter((stream) => stream.gatewayId === gatewayId),
    counts,
  };
}

/** The same Put with one bit of its content flipped, or the same Activate with one of its header. */
function corrupted({ message, bytes }: Parcel): Parcel {
  if (message.type === 'activate') {
    const payload = Buffer.from(message.envelope.payload, 'base64');
    payload[payload.length >> 1] = (payload[payload.length >> 1] as number) ^ 1;
    const envelope = { ...message.envelope, payload: payload.toString('base64') };
    return { message: { ...message, envelope }, bytes };
  }
  if (bytes === null || bytes.length === 0) return { message, bytes };
  const flipped = Buffer.from(bytes);
  flipped[0] = (flipped[0] as number) ^ 1;
  return { message, bytes: flipped };
}
