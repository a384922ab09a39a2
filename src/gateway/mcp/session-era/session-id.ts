import type { Clock, Random } from '../../../kernel/index.ts';
import type { InputModes } from '../input/client-input.ts';
import type { Seal } from '../seal.ts';
import { isSessionVersion, type SessionVersion } from '../versions.ts';

/** What a session is: all of it is in its id, so any gateway that has the key can go on with it. */
export interface Session {
  /** Names the session inside the gateway; unlike its id it is worth nothing to anybody else. */
  readonly key: string;
  readonly version: SessionVersion;
  readonly surfaceId: string;
  /** The ways in which its client can ask the user. */
  readonly asks: InputModes;
  /** Whose token it was opened with; undefined where none was asked for. */
  readonly owner: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What a session is opened with. */
export type SessionOpening = Pick<Session, 'surfaceId' | 'version' | 'asks' | 'owner'>;

const versionLength = 10;
const timeLength = 6;
const keyLength = 16;
const asksLength = 1;
const asksAt = versionLength + timeLength + keyLength;
const fixedLength = asksAt + asksLength;
const asksBits = { form: 1, url: 2 } as const;

/** Makes a session and its `Mcp-Session-Id`, which is visible ASCII (2025-11-25, "Session Management"). */
export function newSessionId(
  seal: Seal,
  ports: { readonly clock: Clock; readonly random: Random },
  { surfaceId, version, asks, owner }: SessionOpening,
): { readonly id: string; readonly session: Session } {
  const createdAt = ports.clock.now();
  const time = Buffer.alloc(timeLength);
  time.writeUIntBE(createdAt, 0, timeLength);
  const key = ports.random.bytes(keyLength);
  const bits = Buffer.from([[...asks].reduce((sum, mode) => sum | asksBits[mode], 0)]);
  const end = Buffer.from(endOf(surfaceId, owner));
  const content = Buffer.concat([Buffer.from(version), time, key, bits, end]);
  const session = { key: Buffer.from(key).toString('base64url'), version, surfaceId, asks, owner, createdAt };
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
    key: content.toString('base64url', versionLength + timeLength, asksAt),
    version,
    surfaceId,
    asks: new Set(
      (['form', 'url'] as const).filter((mode) => (content.readUInt8(asksAt) & asksBits[mode]) !== 0),
    ),
    owner,
    createdAt: content.readUIntBE(versionLength, timeLength),
  };
}

const ownerMark = '\n';

function endOf(surfaceId: string, owner: string | undefined): string {
  return owner === undefined ? surfaceId : `${surfaceId}${ownerMark}${owner}`;
}
