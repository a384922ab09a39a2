/** Refuses imports that go against the arrows between the rooms (ARCHITECTURE.md), or past a room's door. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { globSync } from 'tinyglobby';

const arrows: Record<string, readonly string[]> = {
  kernel: [],
  manifest: ['kernel'],
  source: ['kernel'],
  snapshot: ['kernel'],
  wire: ['kernel', 'snapshot'],
  compiler: ['kernel', 'manifest', 'snapshot'],
  reconciler: ['kernel', 'snapshot', 'wire'],
  gateway: ['kernel', 'snapshot', 'wire'],
  interop: ['kernel', 'manifest', 'compiler', 'snapshot', 'wire'],
  cli: ['kernel', 'manifest', 'source', 'snapshot', 'compiler', 'reconciler', 'gateway', 'wire', 'interop'],
};

/** `src/<room>/…` → `<room>`. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
}

const problems: string[] = [];
for (const path of globSync('src/**/*.ts')) {
  const room = roomOf(path);
  if (!(room in arrows)) problems.push(`${path}: '${room}' is no room of the design`);
  for (const specifier of importsOf(path)) {
    const target = relative('.', join(dirname(path), specifier));
    const targetRoom = roomOf(target);
    if (targetRoom === room) continue;
    if (!arrows[room]?.includes(targetRoom)) problems.push(`${path}: ${room} may not import ${targetRoom}`);
    else if (target !== `src/${targetRoom}/index.ts`)
      problems.push(`${path}: imports ${target} past the door src/${targetRoom}/index.ts`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
