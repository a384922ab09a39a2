/** How the sync of one source stands. */
export interface SyncStatus {
  /** Where the source comes from, without credentials. */
  readonly address: string;
  readonly commit: string;
  readonly state: 'pending' | 'synced' | 'failed' | 'held';
  /** Why it failed, a line each. */
  readonly problems: readonly string[];
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
}

/** What `status` shows of the sources that the control plane syncs itself. */
export interface SyncBoard {
  set(source: string, status: SyncStatus): void;
  get(source: string): SyncStatus | undefined;
  remove(source: string): void;
  entries(): readonly (readonly [string, SyncStatus])[];
  /** Sources that are synced. */
  sources(): ReadonlySet<string>;
  onChange(listener: () => void): () => void;
}

export function syncBoard(): SyncBoard {
  const statuses = new Map<string, SyncStatus>();
  const listeners = new Set<() => void>();
  return {
    set: (source, status) => {
      statuses.set(source, status);
      for (const listener of listeners) listener();
    },
    get: (source) => statuses.get(source),
    remove: (source) => {
      statuses.delete(source);
    },
    entries: () => [...statuses],
    sources: () => new Set(statuses.keys()),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
