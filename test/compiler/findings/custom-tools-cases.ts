import { shopTree } from '../support/shop-tree.ts';
import type { FindingCase } from './finding-case.ts';

/** A declarative tool: `input` on line 9, its properties from line 11 on, `tool` and `arguments` after them. */
function tool(properties: string, args: string, target = 'GET /orders', more = ''): string {
  const lines = properties === '' ? '' : `\n${properties.trim().replace(/^/gm, '      ')}`;
  const input = `input:\n    type: object\n    properties:${lines === '' ? ' {}' : lines}`;
  const template = args === '' ? '' : `\n  arguments:\n${args.trim().replace(/^/gm, '    ')}`;
  return `of_customer:\n  description: Orders of one customer.\n  ${input}\n  tool: ${target}${template}${more}`;
}

const who = 'who: { type: string, description: Whose. }';
const given =
  '\n  input: { type: object, required: [who], properties: { who: { type: string, description: Whose. } } }';
const sound = `of_customer:\n  description: Orders of one customer.${given}\n  tool: GET /orders\n  arguments: { customer: "\${who}" }`;

function bad(line: string): string {
  return sound.replace(/ {2}input: .*/, `  input: ${line}`);
}

/** The sound tool, which asks its user for a note with this message and this form. */
function asking(
  message: string,
  form: string,
  args = 'customer: "${who}", state: "${elicit.note.text}"',
): string {
  const elicit = `\n  elicit:\n    note:\n      message: ${message}\n      schema: ${form}`;
  return `${sound.replace('customer: "${who}"', args)}${elicit}`;
}
const noteForm = '{ type: object, properties: { text: { type: string } } }';

/** Findings about declarative custom tools. */
export const customToolsCases: readonly FindingCase[] = [
  {
    code: 'RSH5040',
    files: shopTree({ tools: sound.replace('GET /orders', 'GET /order') }),
    said: [
      "RSH5040 tools.yaml:10:13 Orders:1 has no operation or tool 'GET /order' → did you mean 'GET /orders', 'get_orders' or 'POST /orders'?",
    ],
  },
  {
    code: 'RSH5040',
    what: 'a tool that the Service leaves out',
    files: shopTree(
      { tools: sound },
      {
        'service.yaml':
          'apiVersion: reshapr.io/v1alpha1\nkind: Service\nmetadata: { name: orders }\nspec: { file: orders.yaml, excludedOperations: [GET /orders] }\n',
      },
    ),
    said: [
      "RSH5040 tools.yaml:10:13 Orders:1 has no operation or tool 'GET /orders' → did you mean 'POST /orders'?",
    ],
  },
  {
    code: 'RSH5041',
    files: shopTree({ tools: tool(who, 'customer: "${whom}"') }),
    said: [
      "RSH5050 tools.yaml:12:11 no placeholder uses 'who' → write ${who} where it should go, or remove it from input",
      "RSH5041 tools.yaml:15:19 input declares no 'whom' → did you mean 'who'?",
    ],
  },
  {
    code: 'RSH5041',
    what: 'a path that begins with input',
    files: shopTree({ tools: sound.replace('${who}', '${input.who}') }),
    said: [
      "RSH5050 tools.yaml:9:61 no placeholder uses 'who' → write ${who} where it should go, or remove it from input",
      "RSH5041 tools.yaml:11:30 input declares no 'input.who' → write ${who}: paths begin inside of input",
    ],
  },
  {
    code: 'RSH5041',
    what: 'a member that an object does not declare',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], properties: { who: { type: object, required: [name], properties: { name: { type: string } } } } }',
      ).replace('${who}', '${who.nam}'),
    }),
    said: [
      "RSH5050 tools.yaml:9:114 no placeholder uses 'who.name' → write ${who.name} where it should go, or remove it from input",
      "RSH5041 tools.yaml:11:30 input declares no 'who.nam' → did you mean 'who.name'?",
    ],
  },
  {
    code: 'RSH5041',
    what: 'in a list, where reShapr refuses it too',
    files: shopTree({ tools: sound.replace('"${who}"', '"${who}", state: ["${which}"]') }),
    said: [
      `RSH5048 tools.yaml:11:47 get_orders refuses 'state': does not match any of ["open","paid"] → write a value that fits the input schema of the called tool`,
      "RSH5041 tools.yaml:11:48 input declares no 'which' → declare it under input.properties",
      "RSH5043 tools.yaml:11:48 '${which}' stands in a list, where nothing is replaced → make the text the placeholder alone, or an argument that a model fills in as a whole",
    ],
  },
  {
    code: 'RSH5042',
    files: shopTree({
      tools: tool(
        `${who}\nat: { type: object, description: Where., properties: { city: { type: string } } }`,
        'customer: "${who}"\naddress: "${at}"',
        'POST /orders',
      ).replace('    type: object', '    type: object\n    required: [who]'),
    }),
    said: [
      "RSH5042 tools.yaml:18:18 'at' is an object, so this argument is never sent → place its members one by one, ${at.city}",
    ],
  },
  ...(
    [
      [
        'inside a longer text',
        'id-${who}',
        'has a placeholder inside a longer text, where nothing is replaced',
      ],
      ['with spaces around it', ' ${who} ', 'has spaces around the placeholder, so it is sent as it is'],
      [
        'twice',
        '${who}-${who}',
        'is taken for one placeholder of a strange name, so the argument is never sent',
      ],
    ] as const
  ).map(
    ([what, text, why]): FindingCase => ({
      code: 'RSH5043',
      what,
      files: shopTree({ tools: sound.replace('${who}', text) }),
      said: [
        `RSH5043 tools.yaml:11:30 '${text}' ${why} → make the text the placeholder alone, or an argument that a model fills in as a whole`,
      ],
    }),
  ),
  {
    code: 'RSH5044',
    files: shopTree({ tools: sound.replace('of_customer', 'orders.of customer') }),
    said: [
      "RSH5044 tools.yaml:7:5 the tool name 'orders.of customer' holds '.' → call it orders_of_customer",
    ],
  },
  {
    code: 'RSH5044',
    what: 'too long',
    files: shopTree({ tools: sound.replace('of_customer', 'a'.repeat(65)) }),
    said: [
      `RSH5044 tools.yaml:7:5 the tool name '${'a'.repeat(65)}' has 65 characters, at most 64 are allowed → call it ${'a'.repeat(55)}_635361c4`,
    ],
  },
  ...(
    [
      [
        'a type',
        '{ type: object, properties: { who: { type: str } } }',
        '9:57',
        'type must be one of string, number, integer, boolean, object, array, null, or a list of them',
        'write string',
      ],
      [
        'a pattern',
        '{ type: object, properties: { who: { pattern: "(" } } }',
        '9:60',
        'pattern must be a regular expression (ECMA-262, unicode)',
        'correct it, or leave it out',
      ],
      [
        'a limit',
        '{ type: object, properties: { who: { maxLength: -1 } } }',
        '9:62',
        'maxLength must be a whole number of 0 or more',
        'correct it, or leave it out',
      ],
      [
        'a list of values',
        '{ type: object, properties: { who: { enum: a } } }',
        '9:57',
        'enum must be a list',
        'correct it, or leave it out',
      ],
      [
        'a member of a list',
        '{ type: object, properties: { who: { type: array, items: [] } } }',
        '9:71',
        'items must be a schema',
        'correct it, or leave it out',
      ],
      [
        'a reference',
        '{ type: object, properties: { who: { $ref: "#/$defs/Who" } } }',
        '9:57',
        "there is no '#/$defs/Who' in this input",
        'refer to something in it, like #/$defs/Order',
      ],
      [
        'what is required',
        '{ type: object, required: [whom], properties: { who: { type: string } } }',
        '9:41',
        "'whom' is required, but not among the properties",
        "did you mean 'who'?",
      ],
    ] as const
  ).map(
    ([what, input, at, problem, hint]): FindingCase => ({
      code: 'RSH5045',
      what,
      files: shopTree({ tools: bad(input) }),
      said: [`RSH5045 tools.yaml:${at} ${problem} → ${hint}`],
    }),
  ),
  {
    code: 'RSH5045',
    what: 'a form without the field that it requires',
    files: shopTree({
      tools: asking('Why?', '{ type: object, properties: { text: { type: string } }, required: [txt] }'),
    }),
    said: [
      "RSH5045 tools.yaml:15:85 'txt' is required, but not among the properties → correct it, or leave it out",
    ],
  },
  {
    code: 'RSH5045',
    what: 'an argument that is called like the answers of the user',
    files: shopTree({
      tools: asking('Why?', noteForm).replace(
        'properties: { who',
        'properties: { elicit: { type: string }, who',
      ),
    }),
    said: [
      "RSH5045 tools.yaml:9:61 'elicit' is where answers of the user are, so no argument can have this name → give it another name",
    ],
  },
  {
    code: 'RSH5041',
    what: 'a field that no form has',
    files: shopTree({ tools: asking('Why?', noteForm).replace('note.text', 'note.txt') }),
    said: [
      "RSH5041 tools.yaml:11:47 input declares no 'elicit.note.txt' → did you mean 'elicit.note.text' or 'elicit.note'?",
    ],
  },
  {
    code: 'RSH5041',
    what: 'a message with an argument that is not declared',
    files: shopTree({ tools: asking('Why ${whom}?', noteForm) }),
    said: ["RSH5041 tools.yaml:14:20 input declares no 'whom' → did you mean 'who'?"],
  },
  {
    code: 'RSH5046',
    files: shopTree({ tools: sound.replace('customer: "', 'customer: x, limt: 3, stat: "') }),
    said: [
      "RSH5046 tools.yaml:11:33 get_orders has no argument 'limt' → did you mean 'limit'?",
      "RSH5046 tools.yaml:11:42 get_orders has no argument 'stat' → did you mean 'state'?",
    ],
  },
  {
    code: 'RSH5046',
    what: 'in an object',
    files: shopTree({
      tools: sound
        .replace('GET /orders', 'POST /orders')
        .replace('"${who}"', 'x, address: { city: "${who}", zp: "1" }'),
    }),
    said: ["RSH5046 tools.yaml:11:60 post_orders has no argument 'address.zp' → did you mean 'zip'?"],
  },
  {
    code: 'RSH5047',
    files: shopTree({ tools: sound.replace('customer: "${who}"', 'state: "${who}"') }),
    said: [
      "RSH5047 tools.yaml:10:13 get_orders requires 'customer', which is not among the arguments → add customer: under arguments",
    ],
  },
  {
    code: 'RSH5047',
    what: 'no template at all',
    files: shopTree({ tools: tool('', '') }),
    said: [
      "RSH5047 tools.yaml:12:13 get_orders requires 'customer', which is not among the arguments → add customer: under arguments",
    ],
  },
  {
    code: 'RSH5047',
    what: 'in an object',
    files: shopTree({
      tools: sound
        .replace('GET /orders', 'POST /orders')
        .replace('"${who}"', 'x, address: { zip: "${who}" }'),
    }),
    said: [
      "RSH5047 tools.yaml:11:33 post_orders requires 'address.city', which is not among the arguments → add address.city: under arguments",
    ],
  },
  {
    code: 'RSH5048',
    files: shopTree({ tools: sound.replace('"${who}"', '"${who}", limit: many') }),
    said: [
      "RSH5048 tools.yaml:11:47 get_orders refuses 'limit': it must be integer, not string → write a value that fits the input schema of the called tool",
    ],
  },
  {
    code: 'RSH5048',
    what: 'a limit',
    files: shopTree({ tools: sound.replace('"${who}"', '"${who}", limit: 101') }),
    said: [
      "RSH5048 tools.yaml:11:47 get_orders refuses 'limit': 101 is greater than 100 → write a value that fits the input schema of the called tool",
    ],
  },
  {
    code: 'RSH5048',
    what: 'an argument of another type',
    files: shopTree({
      tools: bad('{ type: object, required: [who], properties: { who: { type: boolean } } }'),
    }),
    said: [
      "RSH5048 tools.yaml:11:30 get_orders refuses 'customer': 'who' is boolean, it must be string → write a value that fits the input schema of the called tool",
    ],
  },
  {
    code: 'RSH5049',
    files: shopTree({ tools: tool(who, 'customer: "${who}"') }),
    said: [
      "RSH5049 tools.yaml:15:19 get_orders requires 'customer', but 'who' may be left out → list who under required",
    ],
  },
  {
    code: 'RSH5050',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], properties: { who: { type: string }, why: { type: string } } }',
      ),
    }),
    said: [
      "RSH5050 tools.yaml:9:84 no placeholder uses 'why' → write ${why} where it should go, or remove it from input",
    ],
  },
  {
    code: 'RSH5051',
    files: shopTree({ tools: `${sound}\n  tools: [{ tool: get_orders }]` }),
    said: ['RSH5051 tools.yaml:12:7 tools has no effect in a declarative tool → remove it'],
  },
  {
    code: 'RSH5052',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], properties: { who: { type: string, maxLenght: 3, x-max: 1 } } }',
      ),
    }),
    said: ["RSH5052 tools.yaml:9:82 JSON Schema has no keyword 'maxLenght' → did you mean 'maxLength'?"],
  },
];

/** Nearly the same, and right. */
export const customToolsSilent: readonly Omit<FindingCase, 'said'>[] = [
  { code: 'RSH', what: 'a sound tool', files: shopTree({ tools: sound }) },
  {
    code: 'RSH5040',
    what: 'the name of a tool',
    files: shopTree({ tools: sound.replace('GET /orders', 'get_orders') }),
  },
  {
    code: 'RSH5040',
    what: 'an operation that only the plan leaves out',
    files: shopTree({ tools: sound, plan: 'excludedOperations: [GET /orders]' }),
  },
  {
    code: 'RSH5004',
    what: 'a tool that takes the place of the one it hides',
    files: shopTree({
      tools: sound.replace('of_customer', 'get_orders').replace('GET /orders', 'get_orders'),
    }),
  },
  {
    code: 'RSH5004',
    what: 'a custom tool that the plan leaves out',
    files: shopTree({
      tools: sound.replace('of_customer', 'get_orders'),
      plan: 'includedOperations: [GET /orders]',
    }),
  },
  {
    code: 'RSH5041',
    what: 'a path through objects',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], properties: { who: { type: object, required: [name], properties: { name: { type: string } } } } }',
      ).replace('${who}', '${who.name}'),
    }),
  },
  {
    code: 'RSH5043',
    what: 'a dollar',
    files: shopTree({
      tools: sound.replace('"${who}"', '"${who}", state: "$open"').replace('$open', 'open'),
    }),
  },
  {
    code: 'RSH5044',
    what: '64 characters',
    files: shopTree({ tools: sound.replace('of_customer', 'a'.repeat(64)) }),
  },
  {
    code: 'RSH5045',
    what: 'a form whose answer only says that the user agrees, and a message with an argument',
    files: shopTree({ tools: asking('Really ${who}?', noteForm, 'customer: x') }),
  },
  {
    code: 'RSH5045',
    what: 'every form of keyword',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], $defs: { A/b: { type: [string, "null"] } }, properties: { who: { anyOf: [{ $ref: "#/$defs/A~1b" }, true], pattern: "^\\\\p{L}+$", minLength: 1, enum: [a, null], default: a } } }',
      ),
    }),
  },
  {
    code: 'RSH5045',
    what: 'a required argument of an open input',
    files: shopTree({
      tools: bad(
        '{ type: object, additionalProperties: true, required: [who, whom], properties: { who: { type: string } } }',
      ),
    }),
  },
  {
    code: 'RSH5048',
    what: 'values that fit',
    files: shopTree({ tools: sound.replace('"${who}"', '"${who}", limit: 100, state: open') }),
  },
  {
    code: 'RSH5048',
    what: 'a number for an integer',
    files: shopTree({
      tools: sound
        .replace('properties: {', 'properties: { many: { type: number, description: Many. },')
        .replace('"${who}"', '"${who}", limit: "${many}"'),
    }),
  },
  {
    code: 'RSH5049',
    what: 'an optional argument made of an optional one',
    files: shopTree({
      tools: sound
        .replace('properties: {', 'properties: { which: { type: string, description: Which. },')
        .replace('"${who}"', '"${who}", state: "${which}"'),
    }),
  },
  {
    code: 'RSH5050',
    what: 'inside a longer text',
    files: shopTree({ tools: sound.replace('${who}', 'id-${who}') }),
  },
  {
    code: 'RSH5052',
    what: 'an extension',
    files: shopTree({
      tools: bad(
        '{ type: object, required: [who], properties: { who: { type: string, x-typ: 1, unit: kg } } }',
      ),
    }),
  },
];
