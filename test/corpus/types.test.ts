import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareTools } from '../../src/cli/types/declare-tools.ts';
import { selectTools } from '../../src/cli/types/select-tools.ts';
import { compileSpec } from '../support/compile-spec.ts';
import { tsc } from '../support/tsc.ts';
import { openApiWithout } from './index.ts';
import { readSpec } from './read-spec.ts';

const specs = openApiWithout(/deref/).map((spec, index) => ({ ...spec, out: `spec-${index}.d.ts` }));

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-types-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A use of the declarations, so that they are more than parsed. */
function calls(file: string): string {
  return `import type { Tools } from './${file}';
declare function call<N extends keyof Tools>(name: N, args: Tools[N]['arguments']): Tools[N]['result'];
declare const right: Tools[keyof Tools]['arguments'];
// @ts-expect-error no tool has this name
call('no such tool', right);
`;
}

describe('types of real specs', () => {
  it.each(specs)('$package $path are written', async (spec) => {
    const { file, text } = readSpec(spec);
    const { snapshot } = await compileSpec(text, 'http://localhost:1', file);
    const selected = selectTools(snapshot, undefined);
    const declared = await declareTools(selected, [{ name: 'Tools', tools: selected.tools }], false);
    expect(selected.tools.length).toBeGreaterThan(0);
    await writeFile(join(root, spec.out), declared);
    await writeFile(join(root, spec.out.replace('.d.ts', '-use.ts')), calls(spec.out));
  });

  it('pass tsc --strict, all of them', async () => {
    const files = specs.flatMap(({ out }) => [out, out.replace('.d.ts', '-use.ts')]);
    expect(await tsc(root, ...files)).toBe('');
  });

  it('let wrong arguments fail', async () => {
    const github = specs.find(({ path }) => path.includes('api.github.com'));
    await writeFile(
      join(root, 'agent.ts'),
      `import type { Tools } from './${github?.out}';
declare function call<N extends keyof Tools>(name: N, args: Tools[N]['arguments']): Tools[N]['result'];
const repository = call('get_repos_owner_repo', { owner: 'a', repo: 'b' });
export const login: string = repository.owner.login;
// @ts-expect-error an owner is a text
call('get_repos_owner_repo', { owner: 1, repo: 'b' });
// @ts-expect-error a name that is misspelt
call('get_repos_owner_repo', { owner: 'a', repos: 'b' });
`,
    );
    expect(await tsc(root, 'agent.ts')).toBe('');
  });
});
