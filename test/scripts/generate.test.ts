import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { generators } from '../../scripts/generate/index.ts';

describe.each(generators)('$name', ({ folder, outputs }) => {
  it('is what `npm run generate` makes of its sources, byte for byte', { timeout: 60_000 }, async () => {
    const files = await outputs();
    expect([...files.keys()].sort()).toEqual((await glob(`${folder}/**/*`)).sort());
    const stale: string[] = [];
    for (const [path, text] of files) if ((await readFile(path, 'utf8')) !== text) stale.push(path);
    expect(stale, 'run `npm run generate`').toEqual([]);
  });
});
