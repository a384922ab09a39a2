import { reasons } from '../../../test/conformance/reasons.ts';
import { recordedResults } from '../../../test/conformance/results.ts';

/** `docs/reference/conformance.md`: what the official suites say, as `npm run conformance -- --record` recorded it. */
export async function conformancePage(): Promise<string> {
  const results = await recordedResults();
  const sets = results.flatMap(({ set, scenarios }) => {
    const entries = Object.entries(scenarios);
    const whole = entries.filter(([, { failed }]) => failed.length === 0);
    const checks = entries.reduce((sum, [, { passed }]) => sum + passed, 0);
    const failed = entries.reduce((sum, [, each]) => sum + each.failed.length, 0);
    return [
      `## ${set}`,
      '',
      `${whole.length} of ${entries.length} scenarios pass; ${checks} checks succeed, ${failed} do not.`,
      '',
      '| scenario | checks passed | left out by the suite | not passed |',
      '|---|---|---|---|',
      ...entries.map(
        ([name, { passed, skipped, failed: ids }]) =>
          `| \`${name}\` | ${passed} | ${skipped} | ${ids.map((id) => `\`${id}\``).join(', ')} |`,
      ),
      '',
    ];
  });
  return [
    '# Conformance',
    '',
    'What the [public MCP conformance suites](https://github.com/modelcontextprotocol/conformance) say of the gateway: 0.1.16,',
    'and 0.2.0-alpha.12, which knows 2026-07-28. They are run against `reshapr dev` with fixtures that are manifests over a',
    'backend like any other (`test/conformance/target`), by `npm run conformance`, and in CI. A warning counts as not',
    'passed, and so does a check that passes although the tool that it asks for is not there.',
    '',
    ...sets,
    '## What does not pass, and why',
    '',
    '| scenario | reason |',
    '|---|---|',
    ...Object.entries(reasons).map(([scenario, reason]) => `| \`${scenario}\` | ${reason} |`),
    '',
  ].join('\n');
}
