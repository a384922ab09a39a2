import type { SuiteName } from './suites.ts';

export interface Scenario {
  readonly suite: SuiteName;
  /** Protocol version that the suite speaks. */
  readonly version: string;
  readonly name: string;
  /** Checks that cannot succeed here, by id, with the reason. One that does succeed fails the run: it is stale. */
  readonly excused?: Readonly<Record<string, string>>;
  /** Checks whose success is not enough: what their details must show. */
  readonly evidence?: Readonly<Record<string, Evidence>>;
}

/** Does what the check saw prove what its name says? */
type Evidence = (details: CheckDetails) => boolean;

/** What the checks of a tool call keep of it. */
interface CheckDetails {
  readonly result?: {
    readonly isError?: boolean;
    readonly content?: readonly { readonly type?: string; readonly text?: string }[];
  };
}

/** What the tools of the scenarios answer, so that a result which merely has the right form does not pass. */
export const fixtureTexts = {
  test_simple_text: 'This is a simple text response for testing.',
  test_error_handling: 'This tool intentionally returns an error for testing',
} as const;

const simpleText: Evidence = ({ result }) =>
  result?.isError !== true && textOf(result) === fixtureTexts.test_simple_text;
const errorText: Evidence = ({ result }) =>
  result?.isError === true && (textOf(result) ?? '').includes(fixtureTexts.test_error_handling);

function textOf(result: CheckDetails['result']): string | undefined {
  return result?.content?.find(({ type }) => type === 'text')?.text;
}

const toolScenarios = [
  { name: 'tools-list' },
  { name: 'tools-call-simple-text', evidence: { 'tools-call-simple-text': simpleText } },
  { name: 'tools-call-error', evidence: { 'tools-call-error': errorText } },
];
const artifactScenarios = [
  { name: 'prompts-list' },
  { name: 'prompts-get-simple' },
  { name: 'prompts-get-with-args' },
  { name: 'resources-list' },
  { name: 'resources-read-text' },
  { name: 'resources-read-binary' },
  { name: 'resources-templates-read' },
];
const sessionScenarios = [
  { name: 'server-initialize' },
  { name: 'ping' },
  ...toolScenarios,
  ...artifactScenarios,
];
const transportScenarios = [{ name: 'server-sse-multiple-streams' }, { name: 'dns-rebinding-protection' }];

const noCapability = 'a tool made from a backend asks nothing of the client, so it lacks no capability';

const statelessScenarios = [
  {
    name: 'server-stateless',
    excused: {
      'sep-2575-server-rejects-undeclared-capability': noCapability,
      'sep-2575-missing-capability-http-400': noCapability,
    },
  },
  ...toolScenarios,
  ...artifactScenarios,
  { name: 'sep-2164-resource-not-found' },
  ...transportScenarios,
  { name: 'caching' },
  { name: 'http-header-validation' },
];

/** What a server with tools from a backend, and prompts and resources from manifests, must pass. */
export const applicableScenarios: readonly Scenario[] = [
  ...at('0.1.16', '2025-06-18', sessionScenarios),
  ...at('0.1.16', '2025-11-25', [...sessionScenarios, ...transportScenarios]),
  ...at('0.2.0-alpha.12', '2025-03-26', [{ name: 'server-session-lifecycle' }]),
  ...at('0.2.0-alpha.12', '2025-06-18', [...sessionScenarios, { name: 'server-session-lifecycle' }]),
  ...at('0.2.0-alpha.12', '2025-11-25', [
    ...sessionScenarios,
    { name: 'server-session-lifecycle' },
    ...transportScenarios,
  ]),
  ...at('0.2.0-alpha.12', '2026-07-28', statelessScenarios),
];

/** What depends on schemas that only some sources of tools keep: keywords as written, and `x-mcp-header`. */
export const schemaScenarios: readonly Scenario[] = [
  ...at('0.1.16', '2025-11-25', [{ name: 'json-schema-2020-12' }]),
  ...at('0.2.0-alpha.12', '2025-11-25', [{ name: 'json-schema-2020-12' }]),
  ...at('0.2.0-alpha.12', '2026-07-28', [
    { name: 'json-schema-2020-12' },
    { name: 'http-custom-header-server-validation' },
  ]),
];

function at(suite: SuiteName, version: string, scenarios: readonly Omit<Scenario, 'suite' | 'version'>[]) {
  return scenarios.map((scenario) => ({ ...scenario, suite, version }));
}
