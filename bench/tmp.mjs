// run against dist
import { parse } from 'yaml';
import { compile } from '../dist/compiler/index.js';
import { memoryTree } from '../dist/kernel/index.js';
import { readAheadOn } from '../dist/cli/spec-threads/read-ahead.js';
import { readFileSync } from 'node:fs';
const texts = JSON.parse(readFileSync('/tmp/team/xl.json', 'utf8'));
const mode = process.argv[2];
const cpu0 = process.cpuUsage(); const t0 = performance.now();
let r;
if (mode === 'floor') for (const t of Object.values(texts)) parse(t);
else r = await compile(memoryTree(texts), mode === '0' ? {} : { readAhead: readAheadOn(Number(mode)) });
const c = process.cpuUsage(cpu0);
console.log(mode, 'wall', (performance.now() - t0).toFixed(0), 'cpu', ((c.user + c.system) / 1000).toFixed(0), 'rss', (process.resourceUsage().maxRSS / 1024).toFixed(0), r?.compiled?.snapshot.digest, JSON.stringify(r?.work));
process.exit(0);
