import { z } from 'zod';
import { artifactShapes } from './artifact-shapes.ts';
import { isRfc3339 } from './rfc3339.ts';

const shared = {
  name: z.string().min(1).describe('Name of the resource.'),
  title: z.string().optional().describe('What a person is shown.'),
  description: z.string().optional().describe('What it holds.'),
  mimeType: z.string().optional().describe('Media type.'),
  icons: z
    .array(
      z.strictObject({
        src: z.string().describe('URL of the icon.'),
        mimeType: z.string().optional().describe('Media type of the icon.'),
        sizes: z.array(z.string()).optional().describe('Sizes, like `48x48`.'),
      }),
    )
    .optional()
    .describe('Icons.'),
  annotations: z
    .strictObject({
      audience: z.array(z.string()).optional().describe('Who it is for: `user`, `assistant`.'),
      priority: z.number().min(0).max(1).optional().describe('From 0, optional, to 1, required.'),
      lastModified: z
        .string()
        .refine(isRfc3339, { message: 'must be a date and time like 2026-01-31T09:30:00Z (RFC 3339)' })
        .optional()
        .describe('When it changed last, RFC 3339.'),
    })
    .optional()
    .describe('Hints to the client.'),
  text: z.string().optional().describe('Content, as text.'),
  blob: z.string().optional().describe('Content, base64.'),
  _meta: z.record(z.string(), z.unknown()).optional().describe('Passed on to the client.'),
};

const resourceSchema = z
  .strictObject({
    ...shared,
    size: z.number().int().nonnegative().optional().describe('Bytes.'),
    remoteContent: z.string().optional().describe('URL of the content.'),
    tools: z
      .array(
        z.union([
          z.string(),
          z.record(
            z.string(),
            z.strictObject({
              visibility: z
                .array(z.enum(['app', 'model']))
                .optional()
                .describe('Who sees the tool.'),
            }),
          ),
        ]),
      )
      .optional()
      .describe('Tools that a `ui://` resource shows the results of.'),
  })
  .refine(
    ({ text, blob, remoteContent }) =>
      [text, blob, remoteContent].filter((content) => content !== undefined).length <= 1,
    { message: 'only one of text, blob and remoteContent may be given' },
  );

const templateSchema = z
  .strictObject(shared)
  .refine(({ text, blob }) => text === undefined || blob === undefined, {
    message: 'only one of text and blob may be given',
  });

export const resourcesShapes = artifactShapes(
  'Resources',
  {
    resources: z.record(z.string().min(1), resourceSchema).optional().describe('Resources by URI.'),
    resourceTemplates: z
      .record(z.string().min(1), templateSchema)
      .optional()
      .describe('Resource templates by URI template (RFC 6570).'),
  },
  'Resources attached to a service.',
  ['resources', 'resourceTemplates'],
);
