import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { describeArguments, firstLine } from '../../../src/cli/mcp/describe-tool.ts';
import { type Inspection, renderInspection, renderTool } from '../../../src/cli/mcp/render-inspection.ts';
import type { Json } from '../../../src/kernel/index.ts';

const tool: Tool = {
  name: 'get_orders',
  description: 'Lists orders.\nThe newest first.',
  inputSchema: {
    type: 'object',
    properties: {
      limit: { type: 'integer', description: 'How many.' },
      shop: { type: 'string', description: 'Whose.' },
    },
    required: ['shop'],
  },
  annotations: { title: 'Orders', readOnlyHint: true, openWorldHint: false },
};

const inspection: Inspection = {
  server: { name: 'Shop', version: '2' },
  protocolVersion: '2025-11-25',
  capabilities: { tools: { listChanged: true }, prompts: {} },
  instructions: 'Ask\u001b[2J first.',
  tools: [tool],
  prompts: [{ name: 'greet', description: 'Says hello.', arguments: [{ name: 'who', required: true }] }],
  resources: [{ uri: 'shop://map', name: 'map' }],
  resourceTemplates: [],
};

describe('inspect', () => {
  it('shows an endpoint, and nothing that steers a terminal', () => {
    expect(renderInspection(inspection)).toBe(`Shop 2
protocol      2025-11-25
capabilities  tools (listChanged), prompts

Instructions
  Ask�[2J first.

Tools (* is required)
  get_orders  Lists orders.
      shop*: string
      limit: integer
      (read only, not open world)

Prompts (* is required)
  greet  Says hello.
      who*

Resources
  shop://map  map`);
  });

  it('shows one tool whole', () => {
    expect(renderTool(tool)).toBe(`get_orders

Lists orders.
The newest first.

Arguments
  NAME   TYPE     REQUIRED  WHAT
  shop   string   yes       Whose.
  limit  integer  no        How many.

Annotations
  read only, not open world`);
    expect(renderTool({ name: 'now', inputSchema: { type: 'object' } })).toBe(
      'now\n\nIt takes no arguments.',
    );
  });

  it.each<[Json, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: ['integer', 'null'] }, 'integer or null'],
    [{ enum: ['a', 'b'] }, '"a" or "b"'],
    [{ enum: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, '1, 2, 3, 4, 5, 6, 7, 8 or 1 more'],
    [{ type: 'array', items: { enum: ['a'] } }, 'array of "a"'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'array of ("a" or "b")'],
    [{ type: 'array' }, 'array'],
    [{ $ref: '#/$defs/Port' }, 'string'],
    [{ $ref: '#/$defs/Loop' }, 'array of array of array of array of array'],
    [true, 'any'],
  ])('%j is called %s', (schema, type) => {
    const loop: Json = { type: 'array', items: { $ref: '#/$defs/Loop' } };
    const root = { properties: { x: schema }, $defs: { Port: { type: 'string' }, Loop: loop } };
    expect(describeArguments(root).map((each) => each.type)).toEqual([type]);
  });

  it.each([
    ['', ''],
    ['\n one \n two', 'one'],
    ['x'.repeat(101), `${'x'.repeat(99)}…`],
  ])('%j begins with %j', (text, first) => {
    expect(firstLine(text)).toBe(first);
  });
});
