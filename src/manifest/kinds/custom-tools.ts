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

const declarativeSchema = z.strictObject({
  ...shared,
  tool: z.string().min(1).describe('The operation or tool that it calls.'),
  arguments: z.record(z.string(), z.unknown()).optional().describe('Template of its arguments: `${input}`.'),
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
