import { expect, test } from 'vitest';
import { digestsInUse } from '../../../src/wire/index.ts';
import { gatewayBench } from '../support/gateway-bench.ts';
import { desiredOf, entryOf } from '../support/views.ts';

test('bytes that were received for a view to come are kept while an earlier one is swapped', () => {
  const one = desiredOf(1, { a: 'a' });
  const two = desiredOf(2, { b: 'b' });
  const three = desiredOf(3, { c: 'c' });
  const four = desiredOf(4, { d: 'd' });
  const bench = gatewayBench().serving(one);
  bench.receive(two, 2);
  bench.activate(two, 2);
  bench.receive(three, 3);
  bench.activate(three, 3);
  bench.receive(four, 4);
  const digests = ['a', 'b', 'c', 'd'].map((text) => entryOf(text, text).digest);
  expect([...digestsInUse(bench.state())].sort()).toEqual(digests.sort());
});
