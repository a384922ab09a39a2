import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { allTools, type EndpointFlags, withEndpoint } from '../mcp/connect.ts';
import { inspectEndpoint } from '../mcp/inspect-endpoint.ts';
import { renderInspection, renderTool } from '../mcp/render-inspection.ts';
import { toolNamed } from '../mcp/tool-named.ts';
import { json } from '../output/console.ts';

interface Options extends EndpointFlags {
  readonly output: 'text' | 'json';
}

export async function run(
  io: Io,
  endpoint: string,
  name: string | undefined,
  flags: Options,
): Promise<number> {
  const text = flags.output === 'text';
  const shown = await withEndpoint(io, endpoint, flags, async (connection) => {
    if (name === undefined) {
      const inspection = await inspectEndpoint(connection);
      return text ? renderInspection(inspection) : json(inspection);
    }
    const tool = toolNamed(name, await allTools(connection));
    return text ? renderTool(tool) : json(tool);
  });
  io.console.out(shown);
  return exitCodes.ok;
}
