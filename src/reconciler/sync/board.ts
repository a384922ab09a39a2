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
  /** Whose it is; not known before it has compiled once: until then every organization sees it. */
  readonly organization?: string;
}

/** What `status` shows of the sources that the control plane syncs itself. Organizations may use the same names. */
export interface SyncBoard {
  set(source: string, status: SyncStatus): void;
  /** Without an organization, that of any. */
  get(source: string, organization?: string): SyncStatus | undefined;
  remove(source: string): void;
  entries(organization?: string): readonly (readonly [string, SyncStatus])[];
  /** Sources that are synced. */
  sources(organization: string): ReadonlySet<string>;
  onChange(listener: () => void): () => void;
}

interface Known {
  readonly source: string;
  readonly status: SyncStatus;
}

export function syncBoard(): SyncBoard {
  const known = new Map<string, Known>();
  const listeners = new Set<() => void>();
  const of = (organization: string | undefined): Known[] =>
    [...known.values()].filter(
      ({ status }) =>
        organization === undefined ||
        status.organization === undefined ||
        status.organization === organization,
    );
  return {
    set: (source, status) => {
      known.set(keyOf(source, status.organization), { source, status });
      for (const listener of listeners) listener();
    },
    get: (source, organization) => of(organization).find((one) => one.source === source)?.status,
    remove: (source) => {
      known.delete(keyOf(source, undefined));
    },
    entries: (organization) => of(organization).map(({ source, status }) => [source, status] as const),
    sources: (organization) => new Set(of(organization).map(({ source }) => source)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keyOf(source: string, organization: string | undefined): string {
  return JSON.stringify([organization ?? null, source]);
}
