/** `npx tsx test/conformance/main.ts <url> [tool-names.json]`: the official suites against an endpoint that runs. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { renderReport } from './report.ts';
import { runConformance } from './run-conformance.ts';
import { applicableScenarios } from './scenarios.ts';
import { missingOracle } from './suites.ts';

const [url, namesFile] = process.argv.slice(2);
const missing = missingOracle();
if (url === undefined || missing !== undefined) {
  console.error(
    url === undefined
      ? 'usage: main.ts <url> [tool-names.json]'
      : `${missing} is missing: npm ci --prefix test/oracles --ignore-scripts`,
  );
  process.exit(1);
}
const toolNames =
  namesFile === undefined
    ? {}
    : z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(namesFile, 'utf8')));
const results = await runConformance(url, applicableScenarios, { toolNames });
console.log(renderReport(results));
process.exitCode = results.every(({ failures }) => failures.length === 0) ? 0 : 1;
