import type { GatewayState, Link } from './state.ts';

/** When the clock was set back, everything remembered is moved with it, so that no pause grows by the difference. */
export function atTime(state: GatewayState, now: number): GatewayState {
  if (now >= state.seen) return now === state.seen ? state : { ...state, seen: now };
  const by = now - state.seen;
  return { ...state, seen: now, startedAt: state.startedAt + by, link: moved(state.link, by) };
}

function moved(link: Link, by: number): Link {
  switch (link.state) {
    case 'down':
      return { ...link, retryAt: link.retryAt + by };
    case 'connecting':
    case 'greeting':
      return { ...link, since: link.since + by };
    case 'open':
      return {
        ...link,
        since: link.since + by,
        lastHeard: link.lastHeard + by,
        nextBeatAt: link.nextBeatAt + by,
      };
    case 'ended':
      return link;
  }
}
