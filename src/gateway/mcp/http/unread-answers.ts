import type { ServerResponse } from 'node:http';

/** Answers that the gateway keeps because their clients do not read them. */
export interface UnreadAnswers {
  /** Keeps an eye on an answer of which more than a little was not taken by the connection at once. */
  watch(response: ServerResponse, now: number): void;
  /** Cuts those off that were begun too long ago. */
  endOld(now: number): void;
}

/**
 * Nobody has to read what they asked for, and a connection without traffic is closed by nothing else: answers are cut off
 * `ms` milliseconds after they were written, and the oldest before that when all have more than `bytes` together.
 */
export function unreadAnswers(limits: {
  readonly ms: number;
  readonly bytes: number;
  /** Bytes of one answer that are not counted. */
  readonly little: number;
}): UnreadAnswers {
  /** By when they end; the oldest is the first. */
  const watched = new Map<ServerResponse, number>();

  function cutOff(response: ServerResponse): void {
    watched.delete(response);
    response.destroy();
  }

  function makeRoom(): void {
    let unread = 0;
    for (const response of watched.keys()) unread += response.writableLength;
    for (const response of watched.keys()) {
      if (unread <= limits.bytes) return;
      unread -= response.writableLength;
      cutOff(response);
    }
  }

  return {
    watch(response, now) {
      if (response.destroyed || response.writableLength <= limits.little) return;
      watched.set(response, now + limits.ms);
      response.on('close', () => watched.delete(response));
      makeRoom();
    },
    endOld(now) {
      for (const [response, end] of watched) if (end <= now) cutOff(response);
    },
  };
}
