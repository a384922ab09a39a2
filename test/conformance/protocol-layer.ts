/**
 * `npx tsx test/conformance/protocol-layer.ts`: the official suites against the MCP handler alone, over tools in
 * memory. It tells a fault of the protocol layer from one of manifests, compiler or backend calls.
 */
import { callFake, type FakeEndpoint, textResult } from '../gateway/mcp/support/fake-surfaces.ts';
import { startGateway } from '../gateway/mcp/support/gateway.ts';
import { renderReport } from './report.ts';
import { runConformance } from './run-conformance.ts';
import { applicableScenarios, fixtureTexts, schemaScenarios } from './scenarios.ts';

const address = {
  $anchor: 'addressDef',
  type: 'object',
  properties: { street: { type: 'string' }, city: { type: 'string' } },
};
const jsonSchema2020 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

let changes = 0;
const tools = (): FakeEndpoint['tools'] => [
  { name: 'test_simple_text', run: () => textResult(fixtureTexts.test_simple_text) },
  {
    name: 'test_error_handling',
    run: () => textResult(fixtureTexts.test_error_handling, { isError: true }),
  },
  { name: 'test_streaming_elicitation' },
  { name: 'test_logging_tool' },
  ...['test_trigger_tool_change', 'test_trigger_prompt_change'].map((name) => ({
    name,
    run: () => {
      changes += 1;
      gateway.surfaces.swap([endpoint()]);
      return textResult('changed');
    },
  })),
  { name: 'json_schema_2020_12_tool', inputSchema: jsonSchema2020 },
  {
    name: 'mirrored',
    description: `Changed ${changes} times`,
    inputSchema: {
      type: 'object',
      properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
      required: ['region'],
    },
  },
];

const prompts = (): NonNullable<FakeEndpoint['prompts']> => [
  {
    name: 'test_simple_prompt',
    description: `Changed ${changes} times`,
    template: 'This is a simple prompt for testing.',
  },
  {
    name: 'test_prompt_with_arguments',
    description: 'With two arguments',
    arguments: [
      { name: 'arg1', required: true },
      { name: 'arg2', required: true },
    ],
    template: '${arg1} and ${arg2}',
  },
];
const resources: NonNullable<FakeEndpoint['resources']> = [
  {
    uri: 'test://static-text',
    name: 'text',
    mimeType: 'text/plain',
    content: { from: 'text', text: 'A static text.' },
  },
  {
    uri: 'test://static-binary',
    name: 'binary',
    mimeType: 'image/png',
    content: { from: 'blob', blob: 'AAEC' },
  },
  {
    uri: 'test://template/{id}/data',
    template: true,
    name: 'template',
    content: { from: 'text', text: 'Data of ${id}' },
  },
];
const endpoint = (): FakeEndpoint => ({ id: 'conformance', tools: tools(), prompts: prompts(), resources });

const gateway = await startGateway([endpoint()], { call: callFake });
const results = await runConformance(gateway.url('/mcp/conformance'), [
  ...applicableScenarios,
  ...schemaScenarios,
]);
await gateway.stop();
console.log(renderReport(results));
process.exitCode = results.every(({ failures }) => failures.length === 0) ? 0 : 1;
