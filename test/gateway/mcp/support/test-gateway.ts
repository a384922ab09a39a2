import { onTestFinished } from 'vitest';
import type { McpOptions } from '../../../../src/gateway/mcp/options.ts';
import type { FakeEndpoint } from './fake-surfaces.ts';
import { startGateway, type TestGateway } from './gateway.ts';

/** A gateway that stops with the test. */
export async function testGateway(
  endpoints: readonly FakeEndpoint[],
  options: Partial<McpOptions> = {},
): Promise<TestGateway> {
  const gateway = await startGateway(endpoints, options);
  onTestFinished(() => gateway.stop());
  return gateway;
}
