/** `npm run generate`: writes everything that is made from something else, and removes what no longer is. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { glob } from 'tinyglobby';
import { generators } from './generate/index.ts';

for (const { name, folder, outputs } of generators) {
  const files = await outputs();
  let changed = 0;
  for (const [path, text] of files) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    changed++;
  }
  for (const path of await glob(`${folder}/**/*`)) {
    if (files.has(path)) continue;
    await rm(path);
    changed++;
  }
  console.log(`${name}: ${files.size} files, ${changed} changed`);
}
