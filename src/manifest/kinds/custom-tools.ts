import { z } from 'zod';
import { artifactShapes } from './artifact-shapes.ts';

const inputSchema = z
  .looseObject({
    type: z.literal('object').describe('Arguments are always an object.'),
    properties: z
      .record(z.string(), z.looseObject({}))
      .optional()
      .describe('Schemas of the arguments, by name.'),
    required: z.array(z.string()).optional().describe('Arguments that must be given.'),
  })
  .describe('JSON Schema of the arguments.');

const shared = {
  title: z.string().optional().describe('What a person is shown.'),
  description: z.string().describe('What the tool does.'),
  input: inputSchema,
};

const formProperty = z.looseObject({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']).describe('What the user gives.'),
});

const secretName = /pass(word|phrase|wd)|secret|token|credential|api.?key/i;

const elicitSchema = z
  .strictObject({
    message: z.string().min(1).describe('What the user reads, with `${argument}` where an argument goes.'),
    schema: z
      .strictObject({
        type: z.literal('object').describe('A form has fields.'),
        properties: z.record(z.string(), formProperty).describe('Schemas of the fields, without objects.'),
        required: z.array(z.string()).optional().describe('Fields that must be filled in.'),
      })
      .refine(({ properties }) => !Object.keys(properties).some((name) => secretName.test(name)), {
        message: 'a form must not ask for a secret: clients, and perhaps their models, see what is filled in',
      })
      .describe('JSON Schema of a form.'),
  })
  .describe('A form that the user fills in before the call (MCP elicitation).');

const declarativeSchema = z.strictObject({
  ...shared,
  tool: z.string().min(1).describe('The operation or tool that it calls.'),
  arguments: z.record(z.string(), z.unknown()).optional().describe('Template of its arguments: `${input}`.'),
  elicit: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/), elicitSchema)
    .optional()
    .describe('What the user is asked before the call; answers are `${elicit.<name>.<field>}`.'),
  tools: z.array(z.unknown()).optional().describe('Not used by the declarative form.'),
  script: z.never('cannot stand beside tool').optional().describe('Only in the scripted form.'),
});

const scriptedSchema = z.strictObject({
  ...shared,
  script: z.string().min(1).describe('Body of a JavaScript function.'),
  tools: z
    .array(
      z.strictObject({
        tool: z.string().min(1).describe('Name of a tool.'),
        service: z.string().optional().describe('`<name>:<version>`; this service when left out.'),
      }),
    )
    .describe('Tools that the script may call.'),
  arguments: z.unknown().optional().describe('Not used by the scripted form.'),
  elicit: z.never('cannot stand beside script').optional().describe('Only in the declarative form.'),
  tool: z.never('cannot stand beside script').optional().describe('Only in the declarative form.'),
});

export const customToolsShapes = artifactShapes(
  'CustomTools',
  {
    customTools: z
      .record(z.string().min(1), z.union([declarativeSchema, scriptedSchema]))
      .describe('Tools by name: `tool` and `arguments`, or `script` and `tools`.'),
  },
  'Tools of your own on top of a service.',
);
