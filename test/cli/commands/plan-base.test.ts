import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanDocument } from '../../../src/cli/plan/render/document.ts';
import { group, offered, openApi, project, writeTree } from '../../e2e/support/tree.ts';
import { commit, describeGit, git } from '../../source/support/git.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

const policy = `apiVersion: reshapr.io/v1alpha1
kind: Policy
metadata: { name: nothing-breaks }
spec: { expression: 'plan.changes.all(c, c.class != "breaking")', message: nothing may break }
`;
const specs = (paths: Readonly<Record<string, string>>): Record<string, string> => ({
  'deploy/specs/orders.yaml': openApi('Orders', paths),
});

/** A pull request: what it does is compared with where it began, and nobody is asked. */
describeGit('plan --base', () => {
  let directory: string;
  let tree: string;
  const commits: string[] = [];

  const plan = (...args: string[]): Promise<Ran> => runCommand(['plan', tree, ...args], { HOME: directory });
  const planned = async (...args: string[]): Promise<PlanDocument> =>
    JSON.parse((await plan(...args, '-o', 'json')).out);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-plan-base-'));
    tree = join(directory, 'deploy');
    git(directory, 'init', '--quiet', '--template=', '-b', 'main');
    commits.push(commit(directory, { 'README.md': 'nothing yet\n' }));
    commits.push(
      commit(directory, {
        'deploy/reshapr.yaml': project('shop'),
        'deploy/groups.yaml': group('default', { env: 'dev' }),
        'deploy/orders.yaml': offered('Orders', 'http://one.invalid', 'default'),
        ...specs({ '/orders': 'All orders.', '/stock': 'The stock.' }),
      }),
    );
    commits.push(commit(directory, specs({ '/orders': 'Every order.', '/stock': 'The stock.' })));
    commits.push(
      commit(directory, { 'deploy/orders.yaml': offered('Orders', 'http://two.invalid', 'default') }),
    );
    commits.push(commit(directory, { 'README.md': 'something else\n' }));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('names of each change the last commit that touched its file', async () => {
    const { contract, comparedWith, observations } = await planned('--base', commits[1] ?? '');
    expect(comparedWith).toBe(commits[1]);
    expect(observations).toBeUndefined();
    expect(contract.base).toBeUndefined();
    expect(contract.commit).toBe(commits[4]);
    expect(contract.changes.map(({ at }) => [at?.file, at?.commit])).toEqual([
      ['orders.yaml', commits[3]],
      ['orders.yaml', commits[3]],
      ['specs/orders.yaml', commits[2]],
    ]);
  });

  it.each([
    ['HEAD', 0],
    ['HEAD~1', 0],
    ['HEAD~2', 2],
  ])('with %s ends with %i if asked for', async (ref, code) => {
    expect((await plan('--base', ref, '--detailed-exitcode')).code).toBe(code);
    expect((await plan('--base', ref)).code).toBe(0);
  });

  it('with a commit that has no such folder adds everything', async () => {
    const { contract } = await planned('--base', commits[0] ?? '');
    expect(contract.changes.filter(({ type }) => type === 'manifest')).toHaveLength(5);
    expect(contract.touched.endpoints).toEqual(['orders']);
  });

  it('is written for a pull request', async () => {
    const { out } = await plan('--base', 'HEAD~3', '--output', 'markdown');
    expect(out).toContain(`on top of commit ${commits[1]?.slice(0, 12)}`);
    expect(out).toContain('| calls http://two.invalid'.slice(2));
  });

  it.each([
    [['--base', 'HEAD', '--out', 'x.plan'], 1, 'a plan made with --base cannot be applied'],
    [['--base', 'nowhere'], 1, 'nowhere'],
  ])('%j is refused', async (args, code, why) => {
    expect(await plan(...args)).toMatchObject({ code, err: expect.stringContaining(why) });
  });

  it('says of what is not committed no commit, and can be told to refuse it', async () => {
    expect((await plan('--base', 'HEAD', '--require-clean')).code).toBe(0);
    await writeTree(directory, specs({ '/orders': 'Each order.', '/stock': 'The stock.' }));
    const { contract } = await planned('--base', commits[2] ?? '');
    expect(contract.commit).toBe(`${commits[4]}-dirty`);
    expect(contract.changes.map(({ at }) => [at?.file, at?.commit])).toEqual([
      ['orders.yaml', commits[3]],
      ['orders.yaml', commits[3]],
      ['specs/orders.yaml', undefined],
    ]);
    expect(await plan('--base', 'HEAD', '--require-clean')).toMatchObject({
      code: 1,
      err: expect.stringContaining('RSH7230 the tree is not clean: it has changes that are not committed'),
    });
  });

  it('is denied by a policy that the pull request deletes', async () => {
    const before = commit(directory, { 'deploy/policy.yaml': policy });
    git(directory, 'rm', '--quiet', 'deploy/policy.yaml');
    commit(directory, specs({ '/orders': 'Each order.' }));
    const denied = await plan('--base', before);
    expect(denied).toMatchObject({ code: 3 });
    expect(denied.out).toContain(
      `denied by policy nothing-breaks (commit ${before.slice(0, 12)}): nothing may break`,
    );
  });

  it('with a commit that does not compile says so', async () => {
    const broken = commit(directory, { 'deploy/groups.yaml': 'kind: [' });
    commit(directory, { 'deploy/groups.yaml': group('default', { env: 'dev' }) });
    expect(await plan('--base', broken)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`RSH7231 the tree of commit ${broken.slice(0, 12)} does not compile`),
    });
  });
});
