import { basename, join, resolve } from 'node:path';
import { problem } from '../../kernel/index.ts';
import { apiVersion } from '../../manifest/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { writeNew } from '../output/write-new.ts';
import { usage } from '../problems.ts';

interface Options {
  readonly organization?: string;
  readonly source?: string;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, directory: string, options: Options): Promise<number> {
  const source = options.source ?? slug(basename(resolve(directory)));
  const organization = options.organization ?? (await askOrganization(io)) ?? 'reshapr';
  if (!/^[a-zA-Z0-9_]{1,100}$/.test(organization))
    throw problem(usage, {
      why: `'${organization}' is no name of an organization`,
      hint: 'use letters, digits and underscores',
    });
  const files = [join(directory, 'reshapr.yaml'), join(directory, 'groups', 'default.yaml')] as const;
  await writeNew(files[0], projectText(source, organization));
  await writeNew(files[1], groupText);
  if (options.output === 'json') {
    io.console.out(json({ source, organization, files }));
    return exitCodes.ok;
  }
  io.console.out(
    [
      `Started source '${source}' of organization '${organization}' in ${directory}:`,
      '  reshapr.yaml          the source itself',
      '  groups/default.yaml   a gateway group with env: dev, team: reshapr',
      '',
      'Next: put an OpenAPI document beside them, and a Service, a ConfigurationPlan and an Exposition;',
      '`reshapr schema Service` says what each is made of. Then:',
      `  reshapr validate ${directory}`,
      `  reshapr dev ${directory}`,
    ].join('\n'),
  );
  return exitCodes.ok;
}

async function askOrganization(io: Io): Promise<string | undefined> {
  if (!io.console.interactive) return undefined;
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: 'Organization', initialValue: 'reshapr' });
  return isCancel(answer) ? undefined : answer;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'source'
  );
}

function projectText(source: string, organization: string): string {
  return `# The source as a whole. Everything in this tree belongs to this organization.
apiVersion: ${apiVersion}
kind: Project
metadata:
  name: ${source}
spec:
  organization: ${organization}
`;
}

const groupText = `# A gateway belongs to this group when each of its own labels is here with the same value:
# RESHAPR_GATEWAY_LABELS="env=dev;team=reshapr"
apiVersion: ${apiVersion}
kind: GatewayGroup
metadata:
  name: default
spec:
  labels:
    env: dev
    team: reshapr
`;
