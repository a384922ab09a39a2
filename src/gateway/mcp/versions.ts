/**
 * Protocol versions with an `initialize` handshake, newest first (2025-11-25, "Lifecycle: Version Negotiation").
 */
export const sessionVersions = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;

export type SessionVersion = (typeof sessionVersions)[number];

/** Versions whose every request stands for itself (2026-07-28, "Versioning and Compatibility"). */
export const statelessVersions: readonly string[] = ['2026-07-28'];

/** What a request without session and without `MCP-Protocol-Version` speaks (2025-11-25, "Protocol Version Header"). */
export const assumedVersion: SessionVersion = '2025-03-26';

export function isSessionVersion(version: string): version is SessionVersion {
  return (sessionVersions as readonly string[]).includes(version);
}

/** The version that `initialize` settles on: the one asked for, or else the newest with sessions. */
export function negotiate(requested: string): SessionVersion {
  return isSessionVersion(requested) ? requested : sessionVersions[0];
}

/** JSON-RPC batches were removed in 2025-06-18. */
export function allowsBatches(version: SessionVersion): boolean {
  return version === '2025-03-26' || version === '2024-11-05';
}
