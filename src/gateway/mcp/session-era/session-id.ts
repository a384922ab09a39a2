import type { Clock, Random } from '../../../kernel/index.ts';
import type { Seal } from '../seal.ts';
import { isSessionVersion, type SessionVersion } from '../versions.ts';

/** What a session is: all of it is in its id, so any gateway that has the key can go on with it. */
export interface Session {
  /** Names the session inside the gateway; unlike its id it is worth nothing to anybody else. */
  readonly key: string;
  readonly version: SessionVersion;
  readonly surfaceId: string;
  /** Whose token it was opened with; undefined where none was asked for. */
  readonly owner: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const versionLength = 10;
const timeLength = 6;
const keyLength = 16;
const fixedLength = versionLength + timeLength + keyLength;

/** Makes a session and its `Mcp-Session-Id`, which is visible ASCII (2025-11-25, "Session Management"). */
export function newSessionId(
  seal: Seal,
  ports: { readonly clock: Clock; readonly random: Random },
  { surfaceId, version, owner }: Pick<Session, 'surfaceId' | 'version' | 'owner'>,
): { readonly id: string; readonly session: Session } {
  const createdAt = ports.clock.now();
  const time = Buffer.alloc(timeLength);
  time.writeUIntBE(createdAt, 0, timeLength);
  const key = ports.random.bytes(keyLength);
  const content = Buffer.concat([Buffer.from(version), time, key, Buffer.from(endOf(surfaceId, owner))]);
  const session = { key: Buffer.from(key).toString('base64url'), version, surfaceId, owner, createdAt };
  return { id: seal.seal(content), session };
}

/** The session behind an id; undefined when the id is not one of ours, or not whole. */
export function openSessionId(seal: Seal, id: string): Session | undefined {
  const content = seal.open(id);
  if (content === undefined || content.length < fixedLength) return undefined;
  const version = content.toString('latin1', 0, versionLength);
  if (!isSessionVersion(version)) return undefined;
  const [surfaceId = '', owner] = content.toString('utf8', fixedLength).split(ownerMark);
  return {
    key: content.toString('base64url', versionLength + timeLength, fixedLength),
    version,
    surfaceId,
    owner,
    createdAt: content.readUIntBE(versionLength, timeLength),
  };
}

const ownerMark = '\n';

function endOf(surfaceId: string, owner: string | undefined): string {
  return owner === undefined ? surfaceId : `${surfaceId}${ownerMark}${owner}`;
}
