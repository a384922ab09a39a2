import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { unreadAnswers } from '../../../../src/gateway/mcp/http/unread-answers.ts';

/** An answer of which so many bytes are not read. */
function answer(writableLength: number) {
  const response = Object.assign(new EventEmitter(), {
    writableLength,
    destroyed: false,
    destroy: () => {
      response.destroyed = true;
      response.emit('close');
    },
  });
  return response;
}

function watching(...lengths: number[]) {
  const unread = unreadAnswers({ ms: 1000, bytes: 100, little: 10 });
  const answers = lengths.map(answer);
  // What is asked here looks at nothing else of a response.
  for (const each of answers) unread.watch(each as unknown as ServerResponse, 0);
  return { unread, cut: () => answers.map(({ destroyed }) => destroyed) };
}

it.each<[string, number[], boolean[]]>([
  ['none while there is room', [40, 60], [false, false]],
  ['none for what is little', [40, 60, 10], [false, false, false]],
  ['as many as it takes', [40, 60, 90], [true, true, false]],
  ['no more than it takes', [40, 60, 30], [true, false, false]],
])('cuts off %s', (_, lengths, cut) => {
  expect(watching(...lengths).cut()).toEqual(cut);
});

it('cuts off what is not read in time, and not what is little', () => {
  const { unread, cut } = watching(40, 10);
  unread.endOld(999);
  expect(cut()).toEqual([false, false]);
  unread.endOld(1000);
  expect(cut()).toEqual([true, false]);
});
