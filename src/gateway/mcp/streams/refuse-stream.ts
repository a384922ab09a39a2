import type { Surface } from '../../surface/surface.ts';
import type { Exchange, McpCore } from '../core.ts';
import { type Fault, invalidRequest, unavailable } from '../rpc/fault.ts';

/**
 * Why no stream is opened now. The endpoint is looked up again, because it may have been swapped since the request
 * was let in, and a stream that opens afterwards would not hear of that.
 */
export function refuseStream(core: McpCore, { surface }: Exchange): Fault | undefined {
  if (core.flights.draining()) return unavailable('The gateway is shutting down');
  const current = core.surfaces.byId(surface.id);
  if (current === undefined) return invalidRequest(404, 'There is no such MCP endpoint here any more');
  if (!sameAccess(surface, current)) return unavailable('The endpoint has just changed');
  return core.streams.hasRoom() ? undefined : unavailable('Too many streams are open');
}

/** Do both let in the same callers? */
export function sameAccess(one: Surface, other: Surface): boolean {
  if (one === other) return true;
  return textOf(one) === textOf(other);
}

function textOf({ exposition, access }: Surface): string {
  return JSON.stringify([exposition.access, access]);
}
