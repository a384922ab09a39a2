import { z } from 'zod';
import type { Diagnostic } from '../../kernel/index.ts';
import type { JsonSchemaDocument } from '../../manifest/index.ts';
import { json } from '../output/console.ts';
import { countOf, type Renderer } from './report.ts';

const position = z.strictObject({
  line: z.int().min(1),
  column: z.int().min(1).describe('In UTF-16 code units.'),
});

const place = {
  file: z.string().describe('Path from the root of the tree, with `/`.'),
  range: z
    .strictObject({ start: position, end: position.describe('After the last character.') })
    .describe('Lines and columns count from 1.'),
};

const findingShape = {
  code: z
    .string()
    .regex(/^RSH\d{4}$/)
    .describe('`reshapr explain` says what it means.'),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  hint: z.string().optional().describe('What to do about it.'),
  ...place,
  related: z
    .array(z.strictObject({ message: z.string(), ...place }))
    .optional()
    .describe('Other places that have to do with it.'),
  sensitive: z.literal(true).optional().describe('The text of the place may be a secret: do not show it.'),
};

const suppressedSchema = z.strictObject({
  ...findingShape,
  suppressed: z.strictObject({
    by: z.enum(['comment', 'project']).describe('A comment beside the line, or `reshapr.yaml`.'),
    reason: z.string(),
  }),
});

const count = z.int().min(0);

/** What `reshapr validate --output json` writes. A later version that says other things has another `format`. */
export const findingsDocumentSchema = z
  .strictObject({
    format: z.literal('findings@1'),
    valid: z.boolean().describe('Whether the tree compiles.'),
    compiler: z.string().describe('Version of reshapr.'),
    prefix: z
      .string()
      .describe(
        'Where the tree lies in its repository: empty for the root, else a path with `/` at its end.',
      ),
    summary: z.strictObject({
      errors: count,
      warnings: count,
      notes: count,
      suppressed: count,
      files: count.describe('Files that may be manifests or specs.'),
      contents: z
        .strictObject({ manifests: count, endpoints: count, tools: count })
        .optional()
        .describe('What the tree compiles to, where it does.'),
    }),
    findings: z.array(z.strictObject(findingShape)).describe('By file and place.'),
    suppressed: z.array(suppressedSchema).describe('Findings that somebody gave a reason to live with.'),
  })
  .describe('The findings of one compile of a tree.');

/** Its JSON Schema (2020-12), `schemas/Findings.json`. */
export function jsonSchemaOfFindings(): JsonSchemaDocument {
  const { $schema, ...schema } = z.toJSONSchema(findingsDocumentSchema, { target: 'draft-2020-12' });
  return { $schema, title: 'Findings', ...schema };
}

type FindingsDocument = z.infer<typeof findingsDocumentSchema>;
type FindingEntry = FindingsDocument['findings'][number];

export const renderJson: Renderer = (report) => {
  const { findings, suppressed, files, prefix, version, contents } = report;
  const document: FindingsDocument = {
    format: 'findings@1',
    valid: contents !== undefined,
    compiler: version,
    prefix,
    summary: {
      errors: countOf(findings, 'error'),
      warnings: countOf(findings, 'warning'),
      notes: countOf(findings, 'info'),
      suppressed: suppressed.length,
      files: files.length,
      ...(contents === undefined ? {} : { contents }),
    },
    findings: findings.map(entryOf),
    suppressed: suppressed.map((each) => ({
      ...entryOf(each.finding),
      suppressed: { by: each.by, reason: each.reason },
    })),
  };
  return json(document);
};

function entryOf(finding: Diagnostic): FindingEntry {
  const { code, severity, message, hint, file, range, related, sensitive } = finding;
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    file,
    range,
    ...(related === undefined
      ? {}
      : {
          related: related.map((other) => ({ message: other.message, file: other.file, range: other.range })),
        }),
    ...(sensitive === undefined ? {} : { sensitive }),
  };
}
