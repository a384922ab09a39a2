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
  if (!sameAccess(surface.exposition, current.exposition))
    return unavailable('The endpoint has just changed');
  return core.streams.hasRoom() ? undefined : unavailable('Too many streams are open');
}

type Exposition = Exchange['surface']['exposition'];

/** Do both let in the same callers? */
export function sameAccess(one: Exposition, other: Exposition): boolean {
  return one === other || JSON.stringify(one.access) === JSON.stringify(other.access);
}
