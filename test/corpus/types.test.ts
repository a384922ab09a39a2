import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareTools } from '../../src/cli/types/declare-tools.ts';
import { selectTools } from '../../src/cli/types/select-tools.ts';
import { compileSpec } from '../support/compile-spec.ts';
import { githubDescription } from '../support/oracles.ts';
import { tsc } from '../support/tsc.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-types-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('types of all of GitHub pass tsc --strict, and a wrong argument fails it', async () => {
  const { snapshot } = await compileSpec(githubDescription('api.github.com.json'));
  const selected = selectTools(snapshot, undefined);
  const text = await declareTools(selected, [{ name: 'Tools', tools: selected.tools }], false);
  expect(selected.tools.length).toBeGreaterThan(900);
  await writeFile(join(root, 'github.d.ts'), text);
  await writeFile(
    join(root, 'agent.ts'),
    `import type { Tools } from './github.d.ts';
declare function call<N extends keyof Tools>(name: N, args: Tools[N]['arguments']): Tools[N]['result'];
const repository = call('get_repos_owner_repo', { owner: 'a', repo: 'b' });
export const login: string = repository.owner.login;
// @ts-expect-error an owner is a text
call('get_repos_owner_repo', { owner: 1, repo: 'b' });
// @ts-expect-error a name that is misspelt
call('get_repos_owner_repo', { owner: 'a', repos: 'b' });
`,
  );
  expect(await tsc(root, 'github.d.ts', 'agent.ts')).toBe('');
});
