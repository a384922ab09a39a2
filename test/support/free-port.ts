import { createServer } from 'node:net';

/** Below the range that systems take the ports of outgoing connections from, so that none of those takes it first. */
const first = 12_000;
const perWorker = 4_000;

const given = new Set<number>();

/** A port that nobody listens on, and that no other test is given: workers choose from ranges of their own. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % 5;
  for (;;) {
    const port = first + worker * perWorker + Math.floor(Math.random() * perWorker);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
