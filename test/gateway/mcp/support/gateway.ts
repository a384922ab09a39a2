import { createServer } from 'node:http';
import { mcpHandler } from '../../../../src/gateway/mcp/handler.ts';
import type { McpHandler, McpOptions } from '../../../../src/gateway/mcp/options.ts';
import { systemClock, systemRandom } from '../../../../src/kernel/index.ts';
import { callFake, type FakeEndpoint, type FakeSurfaces, fakeSurfaces } from './fake-surfaces.ts';
import { type RecordingLog, type RecordingMetrics, recordingLog, recordingMetrics } from './recorders.ts';

export interface TestGateway {
  readonly port: number;
  url(path: string): string;
  readonly surfaces: FakeSurfaces;
  readonly handler: McpHandler;
  readonly log: RecordingLog;
  readonly metrics: RecordingMetrics;
  /** Requests whose handling has not ended. */
  pending(): number;
  stop(): Promise<void>;
}

const sealKey = new Uint8Array(32).fill(7);

/** A handler on a real socket, over fake surfaces. */
export async function startGateway(
  endpoints: readonly FakeEndpoint[],
  options: Partial<McpOptions> = {},
): Promise<TestGateway> {
  const surfaces = fakeSurfaces(endpoints);
  const log = recordingLog();
  const metrics = recordingMetrics();
  const handler = mcpHandler({
    surfaces,
    access: () => ({ type: 'allowed' }),
    call: callFake,
    fetchContent: async () => ({ type: 'missing' }),
    clock: systemClock,
    random: systemRandom,
    log,
    metrics,
    sealKeys: [sealKey],
    allowedHosts: [],
    ...options,
  });
  let pending = 0;
  const server = createServer((request, response) => {
    const segments = (request.url ?? '').split('/').slice(2).map(decodeSegment);
    pending += 1;
    void handler.handle(request, response, segments).then(() => {
      pending -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    surfaces,
    handler,
    log,
    metrics,
    pending: () => pending,
    async stop() {
      handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function decodeSegment(segment: string): string {
  return decodeURIComponent(segment.replaceAll('+', ' '));
}
