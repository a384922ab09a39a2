import type { Exchange, McpCore } from '../core.ts';
import { type Fault, invalidRequest, unsupportedVersion } from '../rpc/fault.ts';
import { assumedVersion, isSessionVersion, type SessionVersion, sessionVersions } from '../versions.ts';
import type { Session } from './session-id.ts';

/** Under which version a request is served, and in which session. */
export type Admission =
  | { readonly type: 'admitted'; readonly version: SessionVersion; readonly session: Session | undefined }
  | { readonly type: 'refused'; readonly fault: Fault };

/**
 * Checks `Mcp-Session-Id` and `MCP-Protocol-Version` (2025-11-25, "Session Management" and "Protocol Version
 * Header"). A session is offered, not required: a request without one is served for itself, which is all that
 * curl needs. A session that is named must exist, or the client would not learn that it has to begin a new one.
 */
export function admit(core: McpCore, { request, surface, grant }: Exchange): Admission {
  const id = request.headers['mcp-session-id'];
  const session = typeof id === 'string' ? core.sessions.find(id, surface.id, grant?.owner) : undefined;
  if (id !== undefined && session === undefined) {
    return refused(invalidRequest(404, 'Session not found: it may have expired; initialize a new one'));
  }
  const header = request.headers['mcp-protocol-version'];
  if (header === undefined) {
    return { type: 'admitted', version: session?.version ?? assumedVersion, session };
  }
  const version = String(header).trim();
  if (!isSessionVersion(version)) return refused(unsupportedVersion(version, sessionVersions));
  return { type: 'admitted', version, session };
}

function refused(fault: Fault): Admission {
  return { type: 'refused', fault };
}
