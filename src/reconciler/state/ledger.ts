import type { JournalRecord } from '../store/records.ts';
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

export async function openLedger(store: Store): Promise<Ledger> {
  let state = replay(emptyState, await store.read(0));
  if (state.position === 0) {
    await store.append(0, [{ type: 'installed', version: 1, epoch: 1 }]);
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
