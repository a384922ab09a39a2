import type { Announced, Surface } from '../surface/surface.ts';
import { hasCompletions } from './completion/complete.ts';
import { statelessVersions } from './versions.ts';

/** What opens and closes a result object; a version's own fields go in here. */
export interface ResultFrame {
  readonly open: string;
  readonly close: string;
}

/** The JSON about a surface that many answers share, made once per surface. */
export interface SurfaceJson {
  /** `Implementation`: who the server says it is. */
  readonly serverInfo: string;
  readonly capabilities: string;
  /** The lists that the endpoint has: tools, and whatever else there is something of. */
  readonly announced: readonly Announced[];
  /** 2026-07-28, "Per-response protocol fields": every result names its type and its server. */
  readonly stateless: ResultFrame;
  /** The same, of a result that asks the user for input. */
  readonly inputRequired: ResultFrame;
  /** `"ttlMs":…,"cacheScope":…`, hints for the cache of a client (2026-07-28, "Caching"). */
  readonly cacheHints: string;
  /** The whole result of `server/discover`. */
  readonly discover: string;
}

/** Results of the versions with sessions have no fields of their own. */
export const sessionFrame: ResultFrame = { open: '{', close: '}' };

const defaultTtlMs = 30_000;

/** Gives the JSON of a surface, and forgets it with the surface. */
export function surfaceJsonCache(): (surface: Surface) => SurfaceJson {
  const known = new WeakMap<Surface, SurfaceJson>();
  return (surface) => {
    const json = known.get(surface) ?? surfaceJson(surface);
    known.set(surface, json);
    return json;
  };
}

/** Does anything that is called here have something to say meanwhile? Scripts do. */
export function hasLogs({ tools, targets }: Surface): boolean {
  return [...tools.values(), ...targets.values()].some(({ object }) => object.call.protocol === 'script');
}

function surfaceJson(surface: Surface): SurfaceJson {
  const { exposition, prompts, resources, templates } = surface;
  const { service, cache, access } = exposition;
  const serverInfo = JSON.stringify({ name: `${service.name} MCP server`, version: service.version });
  const announced: readonly Announced[] = [
    'tools',
    ...(prompts.size > 0 ? (['prompts'] as const) : []),
    ...(resources.size + templates.length > 0 ? (['resources'] as const) : []),
  ];
  const capabilities = JSON.stringify({
    ...Object.fromEntries(announced.map((list) => [list, { listChanged: true }])),
    ...(hasCompletions(surface) && { completions: {} }),
    ...(hasLogs(surface) && { logging: {} }),
  });
  const ttlMs = cache?.ttlMs ?? defaultTtlMs;
  // Where callers are listed different tools, no manifest can make the list of one that of all.
  const isShared = surface.permissions.size === 0;
  const cacheScope = isShared ? (cache?.scope ?? (access.type === 'open' ? 'public' : 'private')) : 'private';
  const cacheHints = `"ttlMs":${ttlMs},"cacheScope":"${cacheScope}"`;
  const stateless: ResultFrame = {
    open: '{"resultType":"complete",',
    close: `,"_meta":{"io.modelcontextprotocol/serverInfo":${serverInfo}}}`,
  };
  const inputRequired = { ...stateless, open: '{"resultType":"input_required",' };
  const versions = `"supportedVersions":${JSON.stringify(statelessVersions)}`;
  const discover = `${stateless.open}${versions},"capabilities":${capabilities},${cacheHints}${stateless.close}`;
  return { serverInfo, capabilities, announced, stateless, inputRequired, cacheHints, discover };
}
