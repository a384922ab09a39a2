import { Problem } from '../../kernel/index.ts';
import type { ToolOf } from '../../snapshot/index.ts';
import { type Elicited, isElicited } from '../elicitation/elicited-tokens.ts';
import type { CallContext } from '../mcp/options.ts';
import { type InputRequest, type InputRequired, isInputRequired } from '../surface/input-required.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';

/**
 * Asks for every credential that a script may need of its caller before it runs: in the middle it could not be asked
 * for without doing again what was done. Undefined when nothing is missing.
 */
export function askBefore(
  own: Surface,
  { call }: ToolOf<'script'>,
  { grant, input }: CallContext,
  {
    elicited,
    scripts,
  }: { readonly elicited: Elicited; readonly scripts: { surfaces: Pick<Surfaces, 'elected'> } },
): InputRequired | undefined {
  const surfaces = new Set(
    call.tools.map(({ service }) => (service === undefined ? own : scripts.surfaces.elected(service))),
  );
  const requests: Record<string, InputRequest> = {};
  for (const surface of surfaces) {
    const { credential } = surface ?? {};
    if (surface === undefined || credential === undefined || !isElicited(credential)) continue;
    try {
      const found = elicited({ exposition: surface.exposition, credential, grant, input });
      if (isInputRequired(found)) Object.assign(requests, found.requests);
    } catch (error) {
      // The script hears of it when it calls.
      if (!(error instanceof Problem)) throw error;
    }
  }
  return Object.keys(requests).length === 0 ? undefined : { type: 'input-required', requests };
}
