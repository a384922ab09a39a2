import { CallToolResultSchema, type Progress } from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { allTools, type EndpointFlags, withEndpoint } from '../mcp/connect.ts';
import { readArguments } from '../mcp/read-arguments.ts';
import { readInput } from '../mcp/read-input.ts';
import { harmless, renderResult } from '../mcp/render-result.ts';
import { saveMedia } from '../mcp/save-media.ts';
import { toolNamed } from '../mcp/tool-named.ts';
import { json } from '../output/console.ts';

interface Options extends EndpointFlags {
  readonly json?: string;
  readonly save?: string;
  readonly output: 'text' | 'json';
}

export async function run(
  io: Io,
  endpoint: string,
  name: string,
  pairs: readonly string[],
  flags: Options,
): Promise<number> {
  const result = await withEndpoint(io, endpoint, flags, async (connection) => {
    const { inputSchema } = toolNamed(name, await allTools(connection));
    const tool = { name, inputSchema: inputSchema as JsonObject };
    const given = await readArguments(tool, { pairs, json: flags.json }, readInput);
    const { client, ask } = connection;
    const answer = await ask((options) =>
      client.callTool({ name, arguments: given }, CallToolResultSchema, { ...options, ...watched(io) }),
    );
    return CallToolResultSchema.parse(answer);
  });
  const saved = flags.save === undefined ? new Map() : await saveMedia(flags.save, name, result.content);
  if (flags.output === 'json') io.console.out(json(result));
  else {
    const text = renderResult(result, saved);
    io.console.out(io.console.interactive ? harmless(text) : text);
  }
  if (result.isError !== true) return exitCodes.ok;
  io.console.err(`the tool ${name} failed`);
  return exitCodes.toolFailed;
}

/** Who reads along is told how far the call is. */
function watched({ console }: Io): { onprogress?: (progress: Progress) => void } {
  return console.interactive ? { onprogress: (progress) => console.err(progressLine(progress)) } : {};
}

function progressLine({ progress, total, message }: Progress): string {
  const far = total === undefined ? String(progress) : `${progress} of ${total}`;
  return harmless(message === undefined ? far : `${far}: ${message}`).replaceAll('\n', ' ');
}
