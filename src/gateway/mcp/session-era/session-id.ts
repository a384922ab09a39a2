import type { Clock, Random } from '../../../kernel/index.ts';
import type { Seal } from '../seal.ts';
import { isSessionVersion, type SessionVersion } from '../versions.ts';

/** What a session is: all of it is in its id, so any gateway that has the key can go on with it. */
export interface Session {
  /** Names the session inside the gateway; unlike its id it is worth nothing to anybody else. */
  readonly key: string;
  readonly version: SessionVersion;
  readonly surfaceId: string;
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
  surfaceId: string,
  version: SessionVersion,
): { readonly id: string; readonly session: Session } {
  const createdAt = ports.clock.now();
  const time = Buffer.alloc(timeLength);
  time.writeUIntBE(createdAt, 0, timeLength);
  const key = ports.random.bytes(keyLength);
  const content = Buffer.concat([Buffer.from(version), time, key, Buffer.from(surfaceId)]);
  const session = { key: Buffer.from(key).toString('base64url'), version, surfaceId, createdAt };
  return { id: seal.seal(content), session };
}

/** The session behind an id; undefined when the id is not one of ours, or not whole. */
export function openSessionId(seal: Seal, id: string): Session | undefined {
  const content = seal.open(id);
  if (content === undefined || content.length < fixedLength) return undefined;
  const version = content.toString('latin1', 0, versionLength);
  if (!isSessionVersion(version)) return undefined;
  return {
    key: content.toString('base64url', versionLength + timeLength, fixedLength),
    version,
    surfaceId: content.toString('utf8', fixedLength),
    createdAt: content.readUIntBE(versionLength, timeLength),
  };
}
