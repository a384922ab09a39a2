import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { readWorkflowCommands } from '../support/read-workflow-commands.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

let root: string;
let tree: string;

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-validate-'));
  tree = join(root, 'deploy', 'reshapr.d');
  await mkdir(join(root, '.git'));
  const plan = (smallTree['plan.yaml'] ?? '').replace(
    'http://localhost:1',
    'http://user:hunter2@localhost:1',
  );
  const suppressed = '# reshapr-ignore RSH3022: kept for later\na: 1\n';
  await write({ ...smallTree, 'plan.yaml': plan, 'unused.yaml': 'a: 1\n', 'kept.yaml': suppressed });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const validate = (...words: string[]): Promise<Ran> => runCommand(['validate', tree, ...words]);

describe('`reshapr validate --output`', () => {
  it.each(['json', 'sarif', 'github', 'junit'])('%s finds the same, and shows no secret', async (output) => {
    const { code, out, err } = await validate('--output', output);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('plan.yaml');
    expect(out).not.toContain('hunter2');
  });

  it('sarif and github name files from the root of the repository', async () => {
    const [first] = readWorkflowCommands((await validate('-o', 'github')).out);
    expect(first?.properties).toMatchObject({ file: 'deploy/reshapr.d/plan.yaml', line: '6' });
    const { runs } = JSON.parse((await validate('-o', 'sarif')).out);
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'deploy/reshapr.d/plan.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('json and sarif tell what is suppressed, and why', async () => {
    const { summary, suppressed } = JSON.parse((await validate('-o', 'json')).out);
    expect(summary).toMatchObject({ errors: 1, suppressed: 1 });
    expect(suppressed[0].suppressed).toEqual({ by: 'comment', reason: 'kept for later' });
    const { runs } = JSON.parse((await validate('-o', 'sarif')).out);
    expect(runs[0].results.at(-1)).toMatchObject({
      suppressions: [{ kind: 'inSource', justification: 'kept for later' }],
    });
  });

  it('pretty shows places from the root of the tree', async () => {
    const { out } = await validate();
    expect(out).toMatch(/^error RSH\d{4} plan\.yaml:6:/);
    expect(out).toMatch(/\n1 error, 1 suppressed\n$/);
    expect(out).not.toContain('kept.yaml');
    expect(out).not.toContain('hunter2');
  });
});

it.each(['build', 'plan'])('`reshapr %s --findings github` annotates', async (command) => {
  const { code, err } = await runCommand([command, tree, '--findings', 'github']);
  expect(code).toBe(1);
  expect(readWorkflowCommands(err).map(({ command: kind }) => kind)).toContain('error');
});
