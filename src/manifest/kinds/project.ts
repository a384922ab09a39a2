import { z } from 'zod';
import { apiVersionSchema, kindSchema, metadataSchema, specSchema } from './common.ts';

export const projectSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('Project'),
    metadata: metadataSchema.describe('`name` is the id of the source.'),
    spec: specSchema({
      organization: z
        .string()
        .regex(/^[a-zA-Z0-9_]{1,100}$/, 'must be letters, digits and underscores')
        .describe('Organization that everything in this source belongs to.'),
      externalGroups: z
        .array(z.string().min(1))
        .optional()
        .describe('GatewayGroups of other sources that expositions here refer to.'),
      adopts: z
        .array(z.string().min(1))
        .optional()
        .describe(
          'Ids of sources whose objects this one takes over, where both declare the same. The plan lists each of them.',
        ),
      environments: z.record(z.string(), z.unknown()).optional().describe('Named variants of this source.'),
      rules: z
        .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
        .optional()
        .describe('Severity per code, or per name of a rule.'),
      suppressions: z
        .array(
          z
            .strictObject({
              code: z.string().min(1).describe('Code of the findings, or name of the rule.'),
              file: z.string().min(1).describe('File that they are about, from the root of the tree.'),
              reason: z
                .string()
                .regex(/\S/, 'must say why')
                .describe('Why they may stay, for whoever asks later.'),
            })
            .describe('Findings of one code in one file that are not shown.'),
        )
        .optional()
        .describe(
          'Findings that may stay, in files that cannot carry a comment `# reshapr-ignore CODE: reason`.',
        ),
      trustedSigners: z.array(z.string()).optional().describe('Who may sign commits of this source.'),
    }),
  })
  .describe('The source as a whole: `reshapr.yaml` at its root.');
