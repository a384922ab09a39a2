import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest } from '../../../compiler/support/small-tree.ts';
import { type OracleBackend, protoOracle, startOracleBackend } from '../../../support/grpc-oracle.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { answers, grpcTree, protoText } from './support.ts';

const tools = `
three:
  title: Three ticks
  description: Counts to three.
  input: { type: object, properties: { size: { type: integer, description: Bytes of text. } } }
  tool: Count
  arguments: { to: 3, size: "\${size}" }
two:
  description: Counts to two, and keeps the text to itself.
  input: { type: object, properties: { size: { type: integer, description: Bytes of text. } } }
  tool: Count
  arguments: { to: 2, size: "\${size}" }
`;

const filters = 'two: { jsonRetain: [/messages/number] }\n';

describe('custom tools and filters over gRPC', () => {
  let backend: OracleBackend;
  let served: ServedTree;
  let client: Client;

  beforeAll(async () => {
    const oracle = protoOracle({ 'everything.proto': protoText('everything') });
    backend = await startOracleBackend(oracle, answers(oracle));
    const service = 'service: { name: everything, version: "1" }';
    served = await serveTree({
      ...grpcTree(`http://127.0.0.1:${backend.port}`, 'backendTimeout: 60000'),
      'tools.yaml': manifest('CustomTools', 'tools', `${service}\ncustomTools:${indented(tools)}`),
      'filters.yaml': manifest('ToolsOutputFilters', 'filters', `${service}\nfilters:\n  ${filters}`),
      'everything-plan.yaml': manifest(
        'ConfigurationPlan',
        'all',
        `${service}\nbackendEndpoint: http://127.0.0.1:${backend.port}\nbackendTimeout: 60000\nincludedOperations: [three, two]`,
      ),
    });
    client = await served.client('everything');
  });

  afterAll(async () => {
    await served.stop();
    await backend.stop();
  });

  it('a custom tool calls a method, and its stream is told as progress', async () => {
    const heard: number[] = [];
    const result = await client.callTool({ name: 'three', arguments: { size: 1 } }, undefined, {
      onprogress: ({ progress }) => heard.push(progress),
    });
    expect(JSON.parse((result.content as { text: string }[])[0]?.text ?? '')).toEqual({
      messages: [1, 2, 3].map((number) => ({ number, text: 'x' })),
    });
    expect(heard).toEqual([1, 2, 3]);
  });

  it('what a filter takes out is not told as progress', async () => {
    const heard: number[] = [];
    const result = await client.callTool({ name: 'two', arguments: { size: 5 } }, undefined, {
      onprogress: ({ progress }) => heard.push(progress),
    });
    expect(JSON.stringify(result)).not.toContain('xxxxx');
    expect(result.isError).toBeUndefined();
    expect(heard).toEqual([]);
  });
});

function indented(text: string): string {
  return text.replace(/\n(?=.)/g, '\n  ');
}
