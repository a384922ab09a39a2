import { z } from 'zod';
import { artifactShapes } from './artifact-shapes.ts';

const promptSchema = z.strictObject({
  title: z.string().optional().describe('What a person is shown.'),
  description: z.string().optional().describe('What the prompt is for.'),
  arguments: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('Name in `${name}`.'),
        title: z.string().optional().describe('What a person is shown.'),
        description: z.string().optional().describe('What it means.'),
        required: z.boolean().optional().describe('Whether it must be given.'),
        enum: z
          .array(z.string())
          .min(1)
          .optional()
          .describe('The only values that it may have; clients complete them.'),
      }),
    )
    .optional()
    .describe('What the template needs.'),
  result: z.string().describe('The text, with `${argument}` where an argument goes.'),
});

export const promptsShapes = artifactShapes(
  'Prompts',
  { prompts: z.record(z.string().min(1), promptSchema).describe('Prompts by name.') },
  'Prompts attached to a service.',
);
