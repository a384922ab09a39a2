import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { z } from 'zod';
import { judgeScenario, type ScenarioResult } from './judge.ts';
import type { ScenarioSet } from './sets.ts';
import { suiteCli, suiteNode } from './suites.ts';

const checksSchema = z.array(
  z.object({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
    details: z.unknown().optional(),
  }),
);

export interface SetResult {
  readonly name: string;
  readonly scenarios: readonly ScenarioResult[];
}

/**
 * Runs a set against an MCP endpoint, and judges the checks that it leaves rather than its exit code: two scenarios
 * pass when the tool that they call is missing. Never two at a time: they disturb each other.
 */
export async function runSet(url: string, set: ScenarioSet): Promise<SetResult> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const said = await runSuite(url, set, folder);
    const scenarios: ScenarioResult[] = [];
    for (const file of globSync('*/checks.json', { cwd: folder }).sort()) {
      const checks = checksSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
      scenarios.push(judgeScenario(scenarioOf(file), checks));
    }
    if (scenarios.length === 0) throw new Error(`${set.name} left no checks: ${said.slice(-2000)}`);
    return { name: set.name, scenarios };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `server-tools-list-2026-12-01T00-00-00-000Z/checks.json` → `tools-list`. */
function scenarioOf(file: string): string {
  const [, name] = /^server-(.+)-\d{4}-\d{2}-\d{2}T[^/]*\//.exec(file.replaceAll('\\', '/')) ?? [];
  if (name === undefined) throw new Error(`no scenario in ${file}`);
  return name;
}

/** Gives what the suite printed. Its exit code says nothing that its checks do not. */
function runSuite(url: string, { suite, args }: ScenarioSet, folder: string): Promise<string> {
  const command = [suiteCli(suite), 'server', '--url', url, ...args, '--output-dir', folder];
  return new Promise((resolve) => {
    execFile(suiteNode, command, { timeout: 300_000, maxBuffer: 64 * 1024 * 1024 }, (_error, out, err) =>
      resolve(`${out}${err}`),
    );
  });
}
