import type { ToControl } from '../../wire/index.ts';

/** Sends messages in their order, and of a view that is staged only when its outcome does not follow before `tick`. */
export interface StagedLate {
  send(message: ToControl): void;
  tick(): void;
  /** The stream is gone. */
  drop(): void;
}

/** `staged` tells people of progress and decides nothing: where writing a bundle takes no time, it says nothing. */
export function stagedLate(send: (message: ToControl) => void): StagedLate {
  let staged: (ToControl & { readonly type: 'verdict' }) | undefined;

  function tick(): void {
    const message = staged;
    staged = undefined;
    if (message !== undefined) send(message);
  }

  return {
    send: (message) => {
      const isOutcome = message.type === 'verdict' && message.transaction === staged?.transaction;
      if (isOutcome) staged = undefined;
      tick();
      if (message.type === 'verdict' && message.status === 'staged') staged = message;
      else send(message);
    },
    tick,
    drop: () => {
      staged = undefined;
    },
  };
}
