import { findingKind } from '../../../kernel/index.ts';

export const scriptSyntax = findingKind<{ problem: string; hint: string }>({
  code: 'RSH5070',
  severity: 'error',
  title: 'A script that is no JavaScript',
  help: 'A script is the body of a function (ES2023), without imports. It is parsed here as it will be where it runs.',
  message: ({ problem }) => problem,
  hint: ({ hint }) => hint,
});

export const undeclaredCall = findingKind<{ tool: string; suggestion: string | undefined }>({
  code: 'RSH5071',
  severity: 'error',
  title: 'A script that calls a tool which it does not declare',
  help: 'A script may call the tools that are listed under its `tools`, by name and service, and no others. A call of another one never gets through.',
  message: ({ tool }) => `the script does not declare ${tool}`,
  hint: ({ suggestion }) => suggestion ?? 'list it under tools',
});

export const unknownDeclared = findingKind<{ tool: string; service: string; suggestion: string | undefined }>(
  {
    code: 'RSH5072',
    severity: 'error',
    title: 'A script that may call a tool which does not exist',
    help: '`tools` of a script lists tools by the name that clients call (`get_orders`, not `GET /orders`), custom tools included.',
    message: ({ tool, service }) => `${service} has no tool '${tool}'`,
    hint: ({ suggestion }) => suggestion ?? 'write the name of a tool, as clients call it',
  },
);

export const hiddenDeclared = findingKind<{ tool: string; script: string; plans: string; hint: string }>({
  code: 'RSH5073',
  severity: 'error',
  title: 'A script that may call a tool which its plan does not offer',
  help: "A script calls what a client of the same endpoint could call: the selection of the ConfigurationPlan holds for it too. Each of these calls would be refused with 'Unknown tool'.",
  message: ({ tool, script, plans }) => `${plans} offers '${script}', but not '${tool}', which it calls`,
  hint: ({ hint }) => hint,
});

export const unknownService = findingKind<{ service: string; suggestion: string | undefined }>({
  code: 'RSH5074',
  severity: 'error',
  title: 'A script that calls a service which does not exist',
  help: '`service` is `<name>:<version>` of a Service of this source, split at the first colon.',
  message: ({ service }) => `there is no service '${service}'`,
  hint: ({ suggestion }) => suggestion ?? 'write <name>:<version>, or leave it out for the own service',
});

export const uncalledTool = findingKind<{ tool: string }>({
  code: 'RSH5075',
  severity: 'warning',
  title: 'A declared tool that the script never calls',
  help: 'What a script may call is part of what an endpoint can do. A tool that it does not call should not be there.',
  message: ({ tool }) => `the script never calls '${tool}'`,
  hint: () => 'remove it from tools, or call it',
});

export const unfitParameter = findingKind<{ parameter: string; tool: string; problem: string; hint: string }>(
  {
    code: 'RSH5076',
    severity: 'error',
    title: 'Parameters that the called tool refuses',
    help: 'What a script passes to a tool is checked against the input schema of that tool, as what a client passes is. Literal parameters are checked here already.',
    message: ({ parameter, tool, problem }) =>
      parameter === '' ? `${tool}: ${problem}` : `${tool} refuses '${parameter}': ${problem}`,
    hint: ({ hint }) => hint,
  },
);

export const noReturn = findingKind<Record<string, never>>({
  code: 'RSH5077',
  severity: 'warning',
  title: 'A script that returns nothing',
  help: 'A script is the body of a function: what it returns is its result. Without `return` the result is always null.',
  message: () => 'the script never returns a value, so its result is always null',
  hint: () => 'end it with return',
});

export const notInSandbox = findingKind<{ name: string; hint: string }>({
  code: 'RSH5078',
  severity: 'error',
  title: 'A script that uses what is not there',
  help: 'Scripts run in a sandbox that has the language and nothing else: no network, no files, no timers, no imports. All they reach is what their tools reach.',
  message: ({ name }) => `there is no ${name} in a script`,
  hint: ({ hint }) => hint,
});

export const unreachableService = findingKind<{ tool: string; service: string }>({
  code: 'RSH5079',
  severity: 'warning',
  title: 'A script that calls a tool of a service which nobody offers',
  help: 'A tool of another service is called at the endpoint of that service which the gateway has elected. No ConfigurationPlan of the service offers this one.',
  message: ({ tool, service }) => `no plan of ${service} offers '${tool}'`,
  hint: () => 'offer it by a plan of that service, exposed on the same gateways',
});

export const unknownHostFunction = findingKind<{ name: string; suggestion: string | undefined }>({
  code: 'RSH5080',
  severity: 'error',
  title: 'A function of rs that does not exist',
  help: 'A script has `rs.callTool([service,] tool, params)`, `rs.callToolAsync`, `rs.awaitPromises(handles)`, `rs.log([level,] data)`, `rs.progress(progress, total, message)` and `rs.fail(message, data)`.',
  message: ({ name }) => `there is no rs.${name}`,
  hint: ({ suggestion }) =>
    suggestion ?? 'there are callTool, callToolAsync, awaitPromises, log, progress and fail',
});
