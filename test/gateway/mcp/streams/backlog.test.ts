import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openStreams } from '../../../../src/gateway/mcp/streams/streams.ts';
import { openStream } from '../support/send.ts';

test('a stream whose reader does not read is cut, not buffered', async () => {
  const counts: number[] = [];
  const limits = { streams: 10, streamsPerSession: 1, streamBacklogBytes: 100 };
  const streams = openStreams(limits, (open) => void counts.push(open));
  const topic = { surfaceId: 'a', session: undefined, greeting: '', changed: { tools: 'x' }, farewell: '' };
  const server = createServer((_request, response) => {
    streams.open(response, topic);
    // Holds back what is written, as a full socket does.
    response.cork();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const stream = await openStream(`http://127.0.0.1:${port}/`, {});
  for (let tick = 0; tick < 100; tick++) streams.keepAlive();
  await stream.ended;
  expect(counts).toEqual([1, 0]);
  expect(stream.comments).toEqual([]);
});
