import { shopTree } from '../support/shop-tree.ts';
import { manifest } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const declared = '[{ tool: get_orders }]';
const sound = "const orders = rs.callTool('get_orders', { customer: input.who });\nreturn orders.content;";

/** A scripted tool: `tools` on line 10, the first line of the script on line 12, behind eight spaces. */
function script(body = sound, tools = declared, more = ''): string {
  const input =
    '{ type: object, required: [who], properties: { who: { type: string, description: Whose. } } }';
  const lines = body.replace(/^/gm, '    ');
  return `brief:\n  description: Orders in brief.\n  input: ${input}\n  tools: ${tools}\n  script: |\n${lines}${more}`;
}

/** The same as one line of JSON-like YAML, in double quotes. */
const quoted = script().replace(
  /script: \|[\s\S]*/,
  'script: "const a = 1;\\nreturn rs.calTool(\\"get_orders\\", {})"',
);

const stock = {
  'stock.yaml':
    'openapi: 3.1.0\ninfo: { title: Stock, version: "1" }\npaths:\n  /stock:\n    get:\n      description: How many there are.\n      responses: { "204": { description: done } }\n',
  'stock-service.yaml': manifest('Service', 'stock', 'file: stock.yaml'),
};
const stockPlan = {
  'stock-plan.yaml': manifest(
    'ConfigurationPlan',
    'stock',
    'service: { name: Stock, version: "1" }\nbackendEndpoint: http://localhost:1',
  ),
  'stock-exposition.yaml': manifest(
    'Exposition',
    'stock',
    'service: { name: Stock }\nconfigurationPlan: stock\ngatewayGroup: default',
  ),
};
const ofStock = script(
  "return rs.callTool('Stock:1', 'get_stock', {});",
  '[{ service: "Stock:1", tool: get_stock }]',
);

/** Findings about scripted custom tools. */
export const scriptsCases: readonly FindingCase[] = [
  {
    code: 'RSH5070',
    files: shopTree({ tools: script("const a = 1;\nreturn rs.callTool('get_orders', { customer: });") }),
    said: ['RSH5070 tools.yaml:13:54 Unexpected token → correct the script here, or just before'],
  },
  {
    code: 'RSH5070',
    what: 'await',
    files: shopTree({ tools: script("return await rs.callTool('get_orders', { customer: 'a' });") }),
    said: ['RSH5070 tools.yaml:12:22 Unexpected token → correct the script here, or just before'],
  },
  {
    code: 'RSH5070',
    what: 'an import',
    files: shopTree({ tools: script("import fs from 'fs';\nreturn 1;", '[]') }),
    said: ['RSH5070 tools.yaml:12:9 scripts import nothing → write what is needed into the script'],
  },
  {
    code: 'RSH5071',
    files: shopTree({
      tools: script("rs.callTool('get_orders', { customer: 'a' });\nreturn rs.callTool('get_order', {});"),
    }),
    said: ["RSH5071 tools.yaml:13:28 the script does not declare 'get_order' → did you mean 'get_orders'?"],
  },
  {
    code: 'RSH5071',
    what: 'of another service',
    files: shopTree({
      tools: script(`${sound.replace('return', "rs.callToolAsync('Stock:1', 'get_orders', {});\nreturn")}`),
    }),
    said: [
      "RSH5071 tools.yaml:13:37 the script does not declare 'get_orders' of 'Stock:1' → did you mean 'get_orders'?",
    ],
  },
  {
    code: 'RSH5072',
    files: shopTree({ tools: script(sound.replace('get_orders', 'get_order'), '[{ tool: get_order }]') }),
    said: ["RSH5072 tools.yaml:10:23 Orders:1 has no tool 'get_order' → did you mean 'get_orders'?"],
  },
  {
    code: 'RSH5072',
    what: 'an operation',
    files: shopTree({ tools: script(sound.replace('get_orders', 'GET /orders'), '[{ tool: GET /orders }]') }),
    said: ["RSH5072 tools.yaml:10:23 Orders:1 has no tool 'GET /orders' → write get_orders"],
  },
  {
    code: 'RSH5072',
    what: 'of another service',
    files: shopTree({ tools: ofStock.replaceAll('get_stock', 'get_stok') }, { ...stock, ...stockPlan }),
    said: ["RSH5072 tools.yaml:10:43 Stock:1 has no tool 'get_stok' → did you mean 'get_stock'?"],
  },
  {
    code: 'RSH5073',
    files: shopTree({ tools: script(), plan: 'includedOperations: [brief]' }),
    said: [
      "RSH5073 tools.yaml:10:23 plan all offers 'brief', but not 'get_orders', which it calls → let the plan offer get_orders too, or leave the script out of it",
    ],
  },
  {
    code: 'RSH5073',
    what: 'a tool that a custom tool replaces',
    files: shopTree({
      tools: `${script()}\nall:\n  description: All of them.\n  input: { type: object }\n  tool: get_orders\n  arguments: { customer: all }`,
    }),
    said: [
      "RSH5073 tools.yaml:10:23 plan all offers 'brief', but not 'get_orders', which it calls → all has taken its place: call that",
    ],
  },
  {
    code: 'RSH5074',
    files: shopTree({ tools: ofStock.replaceAll('Stock:1', 'Stok:1') }, { ...stock, ...stockPlan }),
    said: ["RSH5074 tools.yaml:10:26 there is no service 'Stok:1' → did you mean 'Stock:1'?"],
  },
  {
    code: 'RSH5074',
    what: 'without a version',
    files: shopTree({ tools: ofStock.replaceAll('Stock:1', 'Stock') }, { ...stock, ...stockPlan }),
    said: ["RSH5074 tools.yaml:10:26 there is no service 'Stock' → did you mean 'Stock:1'?"],
  },
  {
    code: 'RSH5075',
    files: shopTree({ tools: script(sound, '[{ tool: get_orders }, { tool: post_orders }]') }),
    said: [
      "RSH5075 tools.yaml:10:45 the script never calls 'post_orders' → remove it from tools, or call it",
    ],
  },
  {
    code: 'RSH5075',
    what: 'a call in a comment',
    files: shopTree({ tools: script("// rs.callTool('get_orders', input);\nreturn input.who;") }),
    said: ["RSH5075 tools.yaml:10:23 the script never calls 'get_orders' → remove it from tools, or call it"],
  },
  {
    code: 'RSH5076',
    files: shopTree({
      tools: script(
        "return rs.callTool('get_orders', { customer: 'a', limt: 3, limit: 'x', state: `lost` });",
      ),
    }),
    said: [
      "RSH5076 tools.yaml:12:59 get_orders refuses 'limt': it is not known there → did you mean 'limit'?",
      "RSH5076 tools.yaml:12:75 get_orders refuses 'limit': it must be integer, not string → pass what fits its input schema",
      'RSH5076 tools.yaml:12:87 get_orders refuses \'state\': does not match any of ["open","paid"] → pass what fits its input schema',
    ],
  },
  {
    code: 'RSH5076',
    what: 'what is required',
    files: shopTree({
      tools: script(
        "rs.callTool('get_orders', { limit: input.who.length });\nreturn rs.callTool('get_orders');",
      ),
    }),
    said: [
      "RSH5076 tools.yaml:12:35 get_orders refuses 'customer': it is required → add customer",
      "RSH5076 tools.yaml:13:16 get_orders refuses 'customer': it is required → add customer",
    ],
  },
  {
    code: 'RSH5076',
    what: 'in an object',
    files: shopTree({
      tools: script(
        "return rs.callTool('post_orders', { customer: 'a', address: { town: 'x', city: input.who } });",
        '[{ tool: post_orders }]',
      ),
    }),
    said: ["RSH5076 tools.yaml:12:71 post_orders refuses 'address.town': it is not known there → remove it"],
  },
  {
    code: 'RSH5076',
    what: 'no object',
    files: shopTree({ tools: script("return rs.callTool('get_orders', 'a');") }),
    said: [
      'RSH5076 tools.yaml:12:42 get_orders: it must be object, not string → pass what fits its input schema',
    ],
  },
  {
    code: 'RSH5077',
    files: shopTree({ tools: script(sound.replace('return ', '')) }),
    said: [
      'RSH5077 tools.yaml:11:7 the script never returns a value, so its result is always null → end it with return',
    ],
  },
  {
    code: 'RSH5077',
    what: 'only inner functions return',
    files: shopTree({ tools: script('const f = () => { return 1; };\nf();\nreturn;', '[]') }),
    said: [
      'RSH5077 tools.yaml:11:7 the script never returns a value, so its result is always null → end it with return',
    ],
  },
  ...(
    [
      ['fetch', 'fetch("http://x")', 'call a tool instead: rs.callTool(tool, params)'],
      ['require', 'require("fs")', 'write what is needed into the script'],
      ['setTimeout', 'setTimeout(() => 1, 10)', 'there are no timers: rs.awaitPromises waits for calls'],
      ['console', 'console.log(1)', 'rs.log(message) tells the client'],
      ['process', 'process.env.HOME', 'what a script needs are its arguments: input'],
      ['import', 'import("fs")', 'write what is needed into the script'],
    ] as const
  ).map(
    ([name, expression, hint]): FindingCase => ({
      code: 'RSH5078',
      what: name,
      files: shopTree({ tools: script(`return ${expression};`, '[]') }),
      said: [`RSH5078 tools.yaml:12:16 there is no ${name} in a script → ${hint}`],
    }),
  ),
  {
    code: 'RSH5079',
    files: shopTree({ tools: ofStock }, stock),
    said: [
      'RSH6020 stock-service.yaml:3:19 no ConfigurationPlan offers anything of Stock:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
      "RSH5079 tools.yaml:10:43 no plan of Stock:1 offers 'get_stock' → offer it by a plan of that service, exposed on the same gateways",
    ],
  },
  {
    code: 'RSH5079',
    what: 'that the only plan leaves out',
    files: shopTree(
      { tools: ofStock },
      {
        ...stock,
        ...stockPlan,
        'stock.yaml': `${stock['stock.yaml']}    post:\n      description: Orders more.\n      responses: { "204": { description: done } }\n`,
        'stock-plan.yaml': `${stockPlan['stock-plan.yaml']}  excludedOperations: [GET /stock]\n`,
      },
    ),
    said: [
      "RSH5079 tools.yaml:10:43 no plan of Stock:1 offers 'get_stock' → offer it by a plan of that service, exposed on the same gateways",
    ],
  },
  {
    code: 'RSH5080',
    files: shopTree({ tools: script(sound.replace('callTool', 'calTool')) }),
    said: [
      "RSH5075 tools.yaml:10:23 the script never calls 'get_orders' → remove it from tools, or call it",
      "RSH5080 tools.yaml:12:27 there is no rs.calTool → did you mean 'callTool'?",
    ],
  },
  {
    code: 'RSH5080',
    what: 'in quotes, with escapes',
    files: shopTree({ tools: quoted }),
    said: [
      "RSH5075 tools.yaml:10:23 the script never calls 'get_orders' → remove it from tools, or call it",
      "RSH5080 tools.yaml:11:40 there is no rs.calTool → did you mean 'callTool'?",
    ],
  },
  {
    code: 'RSH5051',
    what: 'a template in a script',
    files: shopTree({ tools: `${script()}\n  arguments: { a: 1 }` }),
    said: ['RSH5051 tools.yaml:14:7 arguments has no effect in a scripted tool → remove it'],
  },
];

/** Nearly the same, and right. */
export const scriptsSilent: readonly Omit<FindingCase, 'said'>[] = [
  { code: 'RSH', what: 'a sound script', files: shopTree({ tools: script() }) },
  {
    code: 'RSH',
    what: 'a script that calls another service',
    files: shopTree({ tools: ofStock }, { ...stock, ...stockPlan }),
  },
  {
    code: 'RSH5070',
    what: 'async functions',
    files: shopTree({ tools: script('const f = async () => await 1;\nreturn f();', '[]') }),
  },
  {
    code: 'RSH5071',
    what: 'the own service by name',
    files: shopTree({ tools: script("return rs.callTool('Orders:1', 'get_orders', { customer: 'a' });") }),
  },
  {
    code: 'RSH5071',
    what: 'a computed name',
    files: shopTree({ tools: script('return rs.callTool(input.who, {});') }),
  },
  {
    code: 'RSH5072',
    what: 'a custom tool',
    files: shopTree({
      tools: `${script("return rs.callTool('other', {});", '[{ tool: other }]')}\n${script('return 1;', '[]').replace('brief', 'other').replace('required: [who], ', '')}`,
    }),
  },
  {
    code: 'RSH5073',
    what: 'a script that its plan leaves out',
    files: shopTree({ tools: script(), plan: 'includedOperations: [POST /orders]' }),
  },
  {
    code: 'RSH5075',
    what: 'a computed name',
    files: shopTree({ tools: script('return rs.callTool(input.who, {});') }),
  },
  {
    code: 'RSH5075',
    what: 'rs handed on',
    files: shopTree({ tools: script('const { callTool } = rs;\nreturn callTool("get_orders", {});') }),
  },
  {
    code: 'RSH5076',
    what: 'parameters that are computed',
    files: shopTree({
      tools: script(
        "rs.callTool('get_orders', input);\nreturn rs.callTool('get_orders', { ...input, limit: input.n });",
      ),
    }),
  },
  {
    code: 'RSH5076',
    what: 'parameters that fit',
    files: shopTree({
      tools: script("return rs.callTool('get_orders', { customer: `a`, limit: -1, 'state': 'open' });"),
    }),
  },
  {
    code: 'RSH5077',
    what: 'a script that fails',
    files: shopTree({ tools: script("rs.fail('never');", '[]') }),
  },
  {
    code: 'RSH5078',
    what: 'names of its own, and members',
    files: shopTree({
      tools: script(
        'const fetch = (process) => process;\nreturn { require: fetch(1), a: input.console };',
        '[]',
      ),
    }),
  },
];
