import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { z } from 'zod';
import type { Scenario } from './scenarios.ts';
import { suiteCli, suiteNode } from './suites.ts';

const checkSchema = z.object({
  id: z.string(),
  status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
  errorMessage: z.string().optional(),
  details: z.unknown().optional(),
});
const detailsSchema = z.object({
  result: z
    .object({
      isError: z.boolean().optional(),
      content: z.array(z.object({ type: z.string().optional(), text: z.string().optional() })).optional(),
    })
    .optional(),
});

type Check = z.infer<typeof checkSchema>;

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly passed: number;
  readonly excused: number;
  /** What went wrong, a line each; empty when the scenario passed. */
  readonly failures: readonly string[];
}

export interface ConformanceOptions {
  /** Names that the target's tools have instead of those that the suites use. */
  readonly toolNames?: Readonly<Record<string, string>>;
  readonly onResult?: (result: ScenarioResult) => void;
}

/**
 * Runs scenarios of the official suites against an MCP endpoint, one after the other (two suites at one server
 * disturb each other), and judges their checks rather than their exit code: two scenarios pass when the tool that
 * they call is missing.
 */
export async function runConformance(
  url: string,
  scenarios: readonly Scenario[],
  { toolNames = {}, onResult }: ConformanceOptions = {},
): Promise<readonly ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    try {
      const said = await runScenario(url, scenario, folder, toolNames);
      const result = judge(scenario, await readChecks(folder), said);
      onResult?.(result);
      results.push(result);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return results;
}

/** Runs the suite; gives what it printed. Its exit code says nothing that its checks do not. */
function runScenario(
  url: string,
  { suite, name, version }: Scenario,
  folder: string,
  toolNames: Readonly<Record<string, string>>,
): Promise<string> {
  const rename = fileURLToPath(new URL('rename-tools.mjs', import.meta.url));
  const command = ['--import', rename, suiteCli(suite), 'server', '--url', url, '--scenario', name];
  const args = [...command, '--spec-version', version, '--output-dir', folder];
  const env = { ...process.env, CONFORMANCE_TOOL_NAMES: JSON.stringify(toolNames) };
  return new Promise((resolve) => {
    execFile(suiteNode, args, { env, timeout: 60_000, maxBuffer: 16 * 1024 * 1024 }, (_error, out, err) =>
      resolve(`${out}${err}`),
    );
  });
}

async function readChecks(folder: string): Promise<readonly Check[]> {
  const [file] = globSync('**/checks.json', { cwd: folder, absolute: true });
  return file === undefined ? [] : z.array(checkSchema).parse(JSON.parse(await readFile(file, 'utf8')));
}

function judge(scenario: Scenario, checks: readonly Check[], said: string): ScenarioResult {
  if (checks.length === 0) return { scenario, passed: 0, excused: 0, failures: [`no checks: ${tail(said)}`] };
  const isExcused = (check: Check): boolean => scenario.excused?.[check.id] !== undefined;
  const failures = checks.flatMap((check) => failureOf(scenario, check));
  const missing = Object.keys(scenario.evidence ?? {}).filter(
    (id) => !checks.some((check) => check.id === id),
  );
  const excused = checks.filter((check) => isExcused(check) && check.status !== 'SUCCESS').length;
  return {
    scenario,
    passed: checks.length - excused - failures.length,
    excused,
    failures: [...failures, ...missing.map((id) => `${id}: was not checked`)],
  };
}

function failureOf(scenario: Scenario, { id, status, errorMessage, details }: Check): string[] {
  const succeeded = status !== 'FAILURE' && status !== 'WARNING';
  if (scenario.excused?.[id] !== undefined) {
    return status === 'SUCCESS' ? [`${id}: succeeds, so it needs no excuse`] : [];
  }
  if (!succeeded) return [`${id}: ${errorMessage ?? status}`];
  const evidence = scenario.evidence?.[id];
  const shown = detailsSchema.safeParse(details);
  if (evidence === undefined || (shown.success && evidence(shown.data as Parameters<typeof evidence>[0])))
    return [];
  return [`${id}: passed without proof: ${JSON.stringify(details)}`];
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ');
}
