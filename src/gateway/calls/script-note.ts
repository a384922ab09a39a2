import { z } from 'zod';
import { logLevels } from '../mcp/call/log-level.ts';
import type { CallContext } from '../mcp/options.ts';

const noteSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('log'), level: z.enum(logLevels), data: z.unknown() }),
  z.object({
    type: z.literal('progress'),
    progress: z.number(),
    total: z.number().optional(),
    message: z.string().optional(),
  }),
]);

/**
 * Takes the notes of one run of a script, JSON that it made, and tells the client: `rs.log` and `rs.progress`. Progress
 * only grows (MCP, "Progress"); what does not is left out, and so is what cannot be read.
 */
export function noteTaker(tool: string, { log, progress }: CallContext): (json: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (json) => {
    const note = noteSchema.safeParse(JSON.parse(json)).data;
    if (note?.type === 'log') log?.(note.level, tool, note.data ?? null);
    if (note?.type !== 'progress' || note.progress <= last) return;
    last = note.progress;
    progress?.(note.progress, note.message, note.total);
  };
}
