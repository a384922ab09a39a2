import type { EntryList } from './entry-list.ts';
import type { ViewHeader } from './header.ts';

/** A whole view, verified: ready to be built into surfaces. */
export interface View {
  readonly header: ViewHeader;
  readonly entries: EntryList;
  /** The bytes of one of its objects. */
  bytesOf(digest: string): Uint8Array;
}

/** Why a view cannot be served, object by object. */
export interface Finding {
  readonly kind: string;
  readonly name: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export type BuildResult =
  | { readonly type: 'staged'; readonly staged: Staged }
  | { readonly type: 'rejected'; readonly permanent: boolean; readonly findings: readonly Finding[] };

/** Surfaces that are built and not yet served. */
export interface Staged {
  /** Serves them, in one step, in place of what was served before. */
  swap(): void;
}

/** The part of a gateway that serves views. */
export interface ViewServer {
  /** Builds the surfaces of a view next to those that are served. Yields to the event loop. */
  build(view: View): Promise<BuildResult>;
}

/** Where a gateway gets its views from: the native stream, a bundle file, or another control plane's protocol. */
export interface Feed {
  /** Hands views to the server until the signal aborts; resolves when the feed is closed. */
  run(server: ViewServer, signal: AbortSignal): Promise<void>;
}
