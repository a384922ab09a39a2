import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';

const spec = (more = ''): string => `openapi: 3.1.0
info: { title: "Books: a 'library'", version: 1.0 }
${more}
paths:
  /books:
    get: { responses: { "200": { description: The books. } } }
`;

describe('init', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reshapr-init-'));
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it('makes a tree that is valid as it is', async () => {
    const tree = join(folder, 'My Tree');
    const made = await runCommand(['init', tree, '--organization', 'acme']);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("Started source 'my-tree'") });
    expect(await runCommand(['validate', tree])).toMatchObject({ code: 0 });
    expect(await runCommand(['init', tree])).toMatchObject({
      code: 1,
      err: expect.stringContaining('exists'),
    });
  });

  it('makes an endpoint of an OpenAPI document', async () => {
    const file = join(folder, 'books.yaml');
    await writeFile(file, spec('servers: [{ url: /relative }, { url: "https://books.example.com/api" }]'));
    const tree = join(folder, 'library');
    const made = await runCommand(['init', tree, '--organization', 'acme', '--openapi', file, '-o', 'json']);
    expect(JSON.parse(made.out).files).toEqual(
      ['reshapr.yaml', 'groups/default.yaml', 'specs/books.yaml', 'books-a-library.yaml'].map((name) =>
        join(tree, name),
      ),
    );
    const text = await readFile(join(tree, 'books-a-library.yaml'), 'utf8');
    expect(text).toContain('backendEndpoint: "https://books.example.com/api"');
    expect(await runCommand(['validate', tree])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 endpoint, 1 tool'),
    });
  });

  it('leaves a document where it is that lies in the tree', async () => {
    const tree = join(folder, 'inside');
    await mkdir(join(tree, 'apis'), { recursive: true });
    const file = join(tree, 'apis/books.yaml');
    await writeFile(file, spec());
    const made = await runCommand(['init', tree, '--openapi', file, '--backend', 'http://localhost:1']);
    expect(made.code).toBe(0);
    expect((await readdir(tree)).sort()).toEqual(['apis', 'books-a-library.yaml', 'groups', 'reshapr.yaml']);
    expect((await runCommand(['validate', tree])).out).toContain('1 endpoint');
  });

  it('makes an endpoint of a GraphQL schema, which has no name and no version of its own', async () => {
    const tree = join(folder, 'films-tree');
    const file = join(folder, 'films.graphql');
    await writeFile(file, '# Films.\ntype Query {\n  # All films.\n  films: [ID!]!\n}\n');
    const made = await runCommand([
      'init',
      tree,
      '--graphql',
      file,
      '--backend',
      'http://localhost:1/graphql',
    ]);
    expect(made.code).toBe(0);
    const text = await readFile(join(tree, 'films.yaml'), 'utf8');
    expect(text).toContain('  file: "specs/films.graphql"\n  name: "films"\n  version: "1.0"\n---');
    expect(await runCommand(['validate', tree])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 endpoint, 1 tool'),
    });
  });

  it.each([
    [['--graphql', 'films.graphql'], 'no such file or directory'],
    [['--graphql', 'films.txt'], 'is no GraphQL schema by its name'],
    [['--graphql', 'a.graphql', '--openapi', 'a.yaml'], '--openapi and --graphql are two specs'],
  ])('writes nothing for %j', async (options, why) => {
    const tree = join(folder, 'refused');
    const refused = await runCommand(['init', tree, ...options]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(why) });
    await expect(readdir(tree)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['is not there', undefined, 'no such file or directory'],
    ['is no YAML', '{', 'is no OpenAPI 3 document'],
    ['is of Swagger 2', 'swagger: "2.0"', 'is no OpenAPI 3 document'],
    ['names no server', spec(), 'names no server with a whole URL'],
    ['names a server with a variable', spec('servers: [{ url: "https://{host}/" }]'), 'names no server'],
  ])('writes nothing when the document %s', async (name, text, why) => {
    const file = join(folder, `${name}.yaml`);
    if (text !== undefined) await writeFile(file, text);
    const tree = join(folder, `tree ${name}`);
    const refused = await runCommand(['init', tree, '--openapi', file]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(why) });
    await expect(readdir(tree)).rejects.toThrow('ENOENT');
  });
});
