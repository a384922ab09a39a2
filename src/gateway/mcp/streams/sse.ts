import type { OutgoingHttpHeaders } from 'node:http';

/** Nothing may hold events back: no cache, no compression, no buffer of a proxy (2026-07-28, "Receiving Messages"). */
export const eventStreamHeaders: OutgoingHttpHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** A comment, which clients skip and which keeps intermediaries from closing an idle stream. */
export const keepAliveFrame = ':\n\n';

/** One JSON-RPC message as an event. JSON has no raw line breaks, so it is one line of data. */
export function eventFrame(json: string): string {
  return `event: message\ndata: ${json}\n\n`;
}
