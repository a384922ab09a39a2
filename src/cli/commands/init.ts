import { basename, join, relative, resolve } from 'node:path';
import { problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { groupText, projectText, serviceText } from '../init/project-texts.ts';
import { readGraphql } from '../init/read-graphql.ts';
import { readOpenapi } from '../init/read-openapi.ts';
import { slug } from '../init/slug.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { writeNew } from '../output/write-new.ts';
import { usage } from '../problems.ts';

interface Options {
  readonly organization?: string;
  readonly source?: string;
  readonly openapi?: string;
  readonly graphql?: string;
  readonly backend?: string;
  readonly output: 'text' | 'json';
}

/** A file to write, with what it is. */
interface NewFile {
  readonly path: string;
  readonly about: string;
  readonly text: string;
}

export async function run(io: Io, directory: string, options: Options): Promise<number> {
  const source = options.source ?? slug(basename(resolve(directory)), 'source');
  // Everything that can be wrong is found before the first file is written.
  const service = await serviceFiles(directory, options);
  const organization = options.organization ?? (await askOrganization(io)) ?? 'reshapr';
  if (!/^[a-zA-Z0-9_]{1,100}$/.test(organization))
    throw problem(usage, {
      why: `'${organization}' is no name of an organization`,
      hint: 'use letters, digits and underscores',
    });
  const files: NewFile[] = [
    { path: 'reshapr.yaml', about: 'the source itself', text: projectText(source, organization) },
    {
      path: 'groups/default.yaml',
      about: 'a gateway group with env: dev, team: reshapr',
      text: groupText,
    },
    ...service,
  ];
  for (const { path, text } of files) await writeNew(join(directory, path), text);
  if (options.output === 'json') {
    io.console.out(json({ source, organization, files: files.map(({ path }) => join(directory, path)) }));
    return exitCodes.ok;
  }
  const width = Math.max(...files.map(({ path }) => path.length));
  io.console.out(
    [
      `Started source '${source}' of organization '${organization}' in ${directory}:`,
      ...files.map(({ path, about }) => `  ${path.padEnd(width)}   ${about}`),
      '',
      ...(service.length > 0
        ? ['Next:']
        : [
            'Next: add a Service, a ConfigurationPlan and an Exposition. `reshapr init --openapi FILE` in a new folder',
            'writes all three for an OpenAPI document, `--graphql FILE` for a GraphQL schema; `reshapr schema Service`',
            'says what a Service is made of. Then:',
          ]),
      `  reshapr validate ${directory}`,
      `  reshapr dev ${directory}`,
    ].join('\n'),
  );
  return exitCodes.ok;
}

/** With a spec: a copy of it, unless it lies in the tree, and the manifests that make an endpoint of it. */
async function serviceFiles(directory: string, options: Options): Promise<NewFile[]> {
  const { openapi, graphql, backend } = options;
  const spec = openapi ?? graphql;
  if (spec === undefined) return [];
  if (openapi !== undefined && graphql !== undefined)
    throw problem(usage, {
      why: '--openapi and --graphql are two specs',
      hint: 'make a tree of one of them',
    });
  const { text, name, version, missing, server } = await (openapi === undefined ? readGraphql : readOpenapi)(
    spec,
  );
  const endpoint = backend ?? server;
  if (endpoint === undefined)
    throw problem(usage, {
      why: `${spec} names no server with a whole URL`,
      hint: 'say where the API is with --backend http://localhost:8080',
    });
  const inside = relative(resolve(directory), resolve(spec)).replaceAll('\\', '/');
  const isInside = !inside.startsWith('../') && !/^([a-zA-Z]:|\/)/.test(inside);
  const called = slug(name, 'service');
  const file = isInside ? inside : `specs/${basename(spec)}`;
  const manifest = serviceText({ file, name, version, missing, backend: endpoint, slug: called });
  return [
    ...(isInside ? [] : [{ path: file, about: `a copy of ${spec}`, text }]),
    { path: `${called}.yaml`, about: `Service, ConfigurationPlan and Exposition of ${name}`, text: manifest },
  ];
}

async function askOrganization(io: Io): Promise<string | undefined> {
  if (!io.console.interactive) return undefined;
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: 'Organization', initialValue: 'reshapr' });
  return isCancel(answer) ? undefined : answer;
}
