import { z } from 'zod';

/** One prompt of an artifact. Named `<service id>/<artifact>/<prompt>`. */
export const promptSchema = z.strictObject({
  format: z.literal('prompt@1'),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  arguments: z
    .array(
      z.strictObject({
        name: z.string(),
        title: z.string().optional(),
        description: z.string().optional(),
        required: z.boolean().optional(),
        /** The only values that it may have. */
        enum: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  /** The text, with `${argument}` where an argument goes; filled only when there are arguments. */
  template: z.string(),
});

export type PromptObject = z.infer<typeof promptSchema>;
