import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { didYouMean, problem } from '../../kernel/index.ts';
import { toolUnknown } from '../problems.ts';

/** The tool of that name; a problem that says which there are. */
export function toolNamed(name: string, tools: readonly Tool[]): Tool {
  const found = tools.find((tool) => tool.name === name);
  if (found !== undefined) return found;
  const names = tools.map((tool) => tool.name);
  throw problem(toolUnknown, { tool: name, suggestion: didYouMean(name, names), names });
}
