import { LRUCache } from 'lru-cache';
import type { Clock, Random } from '../../../kernel/index.ts';
import type { McpLimits } from '../options.ts';
import type { Seal } from '../seal.ts';
import { newSessionId, openSessionId, type Session, type SessionOpening } from './session-id.ts';

/** The sessions of this process: sealed ids, a memory of those opened lately, and one of those ended. */
export interface Sessions {
  /** Begins a session and gives its id. */
  begin(opened: SessionOpening): string;
  /** The session, if its id is ours, of this surface and this caller, not too old and not ended. */
  find(id: string, surfaceId: string, owner: string | undefined): Session | undefined;
  /** Ends it, for as long as the memory of ended ones reaches. */
  end(id: string, session: Session): void;
  /** Sessions in use here, as far as remembered. */
  count(): number;
}

export function openSessions(
  seal: Seal,
  ports: { readonly clock: Clock; readonly random: Random },
  limits: Pick<McpLimits, 'sessions' | 'sessionAgeMs'>,
): Sessions {
  const opened = new LRUCache<string, Session>({ max: limits.sessions });
  const ended = new LRUCache<string, true>({ max: limits.sessions });

  const open = (id: string): Session | undefined => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const session = openSessionId(seal, id);
    if (session !== undefined && !ended.has(session.key)) opened.set(id, session);
    return session;
  };

  return {
    begin(opening) {
      const { id, session } = newSessionId(seal, ports, opening);
      opened.set(id, session);
      return id;
    },
    find(id, surfaceId, owner) {
      const session = open(id);
      if (session === undefined || session.surfaceId !== surfaceId || ended.has(session.key))
        return undefined;
      // Who learns the id of another's session has nothing of it.
      if (session.owner !== owner) return undefined;
      if (ports.clock.now() - session.createdAt <= limits.sessionAgeMs) return session;
      opened.delete(id);
      return undefined;
    },
    end(id, session) {
      opened.delete(id);
      ended.set(session.key, true);
    },
    count: () => opened.size,
  };
}
