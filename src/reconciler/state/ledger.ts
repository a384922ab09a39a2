import { type JournalRecord, storeFormat } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { emptyState, replay, type State } from './state.ts';

/** The state of an installation, kept in step with its journal. */
export interface Ledger {
  state(): State;
  /** Reads what others wrote. */
  refresh(): Promise<State>;
  /**
   * Decides on records with the newest state and writes them, together or not at all. The decision is made
   * again when somebody else wrote in between, so it must have no other effect.
   */
  commit<T>(decide: (state: State) => Decision<T>): Promise<T>;
}

export interface Decision<T> {
  readonly records: readonly JournalRecord[];
  readonly result: T;
}

/**
 * What brings a store of an older format up to date. Nothing that was written is changed: format 2 notes the view of
 * each signed header, and headers of format 1 count as known whatever they stand for.
 */
function migrate(from: number): JournalRecord[] {
  return from < storeFormat ? [{ type: 'migrated', version: storeFormat }] : [];
}

export async function openLedger(store: Store): Promise<Ledger> {
  let state = replay(emptyState, await store.read(0));
  if (state.position === 0) {
    await store.append(0, [{ type: 'installed', version: storeFormat, epoch: 1 }]);
    state = replay(state, await store.read(state.position));
  }
  if (state.format < storeFormat) {
    await store.append(state.position, migrate(state.format));
    state = replay(state, await store.read(state.position));
  }
  let tail: Promise<unknown> = Promise.resolve();

  async function refresh(): Promise<State> {
    state = replay(state, await store.read(state.position));
    return state;
  }

  async function commitNow<T>(decide: (state: State) => Decision<T>): Promise<T> {
    for (;;) {
      const { records, result } = decide(state);
      if (records.length === 0 || (await store.append(state.position, records))) {
        await refresh();
        return result;
      }
      await refresh();
    }
  }

  return {
    state: () => state,
    refresh,
    commit: (decide) => {
      const turn = tail.then(() => commitNow(decide));
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}
