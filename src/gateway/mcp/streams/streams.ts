import type { ServerResponse } from 'node:http';
import type { Announced } from '../../surface/surface.ts';
import type { McpLimits } from '../options.ts';
import { eventStreamHeaders, keepAliveFrame } from './sse.ts';

/** What a stream is about and what it says. */
interface StreamTopic {
  readonly surfaceId: string;
  /** Streams of one session share their messages: each goes to the newest of them only. */
  readonly session: string | undefined;
  /** Milliseconds since 1970 at which it ends, if it does by itself. */
  readonly until?: number | undefined;
  /** Sent at once. */
  readonly greeting: string;
  /** Sent when a list of the surface changes; nothing where that was not asked for. */
  readonly changed: Readonly<Partial<Record<Announced, string>>>;
  /** Sent before the gateway ends the stream. */
  readonly farewell: string;
}

export interface Streams {
  /** Is there room for another one? */
  hasRoom(): boolean;
  open(response: ServerResponse, topic: StreamTopic): void;
  listChanged(surfaceId: string, list: Announced): void;
  /** Ends the streams that this is true of. */
  end(which: (topic: StreamTopic) => boolean): void;
  keepAlive(): void;
}

interface OpenStream {
  readonly topic: StreamTopic;
  readonly response: ServerResponse;
}

/** The open event streams of both eras. `onCount` hears of every change of their number. */
export function openStreams(
  limits: Pick<McpLimits, 'streams' | 'streamsPerSession' | 'streamBacklogBytes'>,
  onCount: (open: number) => void,
): Streams {
  const all = new Set<OpenStream>();
  const bySurface = new Map<string, Set<OpenStream>>();

  const forget = (stream: OpenStream): void => {
    if (!all.delete(stream)) return;
    const siblings = bySurface.get(stream.topic.surfaceId);
    siblings?.delete(stream);
    if (siblings?.size === 0) bySurface.delete(stream.topic.surfaceId);
    onCount(all.size);
  };
  const send = (stream: OpenStream, frame: string): void => {
    if (stream.response.writableLength > limits.streamBacklogBytes) stream.response.destroy();
    else if (!stream.response.destroyed) stream.response.write(frame);
  };
  const end = (stream: OpenStream): void => {
    forget(stream);
    if (!stream.response.destroyed) stream.response.end(stream.topic.farewell);
  };
  const ofSurface = (surfaceId: string): OpenStream[] => [...(bySurface.get(surfaceId) ?? [])];

  const makeRoom = (surfaceId: string, session: string): void => {
    const open = ofSurface(surfaceId).filter((stream) => stream.topic.session === session);
    for (const oldest of open.slice(0, Math.max(0, open.length + 1 - limits.streamsPerSession))) end(oldest);
  };

  return {
    hasRoom: () => all.size < limits.streams,
    open(response, topic) {
      if (response.destroyed) return;
      const stream = { topic, response };
      if (topic.session !== undefined) makeRoom(topic.surfaceId, topic.session);
      const siblings = bySurface.get(topic.surfaceId) ?? new Set();
      bySurface.set(topic.surfaceId, siblings.add(stream));
      all.add(stream);
      onCount(all.size);
      response.on('close', () => forget(stream));
      response.writeHead(200, eventStreamHeaders);
      response.flushHeaders();
      if (topic.greeting !== '') send(stream, topic.greeting);
    },
    listChanged(surfaceId, list) {
      const newest = new Map(ofSurface(surfaceId).map((stream) => [stream.topic.session ?? stream, stream]));
      for (const stream of newest.values()) {
        const frame = stream.topic.changed[list];
        if (frame !== undefined) send(stream, frame);
      }
    },
    end(which) {
      for (const stream of [...all]) if (which(stream.topic)) end(stream);
    },
    keepAlive() {
      for (const stream of all) send(stream, keepAliveFrame);
    },
  };
}
