import type { Call } from './call.ts';
import type { ToolObject } from './tool.ts';

/** A tool that is called by one protocol. */
export type ToolOf<P extends Call['protocol']> = ToolObject & {
  readonly call: Extract<Call, { readonly protocol: P }>;
};

export function isToolOf<P extends Call['protocol']>(tool: ToolObject, protocol: P): tool is ToolOf<P> {
  return tool.call.protocol === protocol;
}
