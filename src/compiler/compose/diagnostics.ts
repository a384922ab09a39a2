import { findingKind } from '../../kernel/index.ts';

export const unknownOperation = findingKind<{
  operation: string;
  service: string;
  suggestion: string | undefined;
  example: string | undefined;
}>({
  code: 'RSH5001',
  severity: 'error',
  title: 'A selection that names no operation',
  help: '`includedOperations` and `excludedOperations` name operations exactly as the spec does: method and path, `GET /orders/{id}`. A name that matches nothing would select nothing, or hide nothing.',
  message: ({ operation, service }) => `${service} has no operation '${operation}'`,
  hint: ({ suggestion, example = 'GET /orders/{id}' }) =>
    suggestion ?? `operations are written as in the spec, like ${example}`,
});

export const emptySurface = findingKind<{ endpoint: string }>({
  code: 'RSH5002',
  severity: 'warning',
  title: 'An endpoint that offers nothing',
  help: 'The selection of the ConfigurationPlan leaves no tool.',
  message: ({ endpoint }) => `${endpoint} offers no tool`,
  hint: () => 'look at includedOperations and excludedOperations of its plan',
});

export const duplicateKeyInPlan = findingKind<{ kind: string; key: string; plan: string }>({
  code: 'RSH5003',
  severity: 'error',
  title: 'Two artifacts that define the same thing in one plan',
  help: 'Artifacts of one service may define the same name, for different audiences. A plan that includes both has to choose one.',
  message: ({ kind, key, plan }) => `plan ${plan} includes two ${kind} that define '${key}'`,
  hint: () => 'list the artifacts that this plan should include in includedArtifacts',
});

export const toolNameCollision = findingKind<{ name: string; operation: string }>({
  code: 'RSH5004',
  severity: 'error',
  title: 'A custom tool with the name of another tool',
  help: 'Tool names are unique on an endpoint. This custom tool has the name that an operation of the same plan gets. With that name as its `tool` it would take the place of it.',
  message: ({ name, operation }) => `the tool name '${name}' is taken by ${operation}`,
  hint: ({ name }) => `rename the custom tool, exclude the operation, or write tool: ${name} to replace it`,
});

export const unknownArtifact = findingKind<{ name: string; service: string; suggestion: string | undefined }>(
  {
    code: 'RSH5005',
    severity: 'error',
    title: 'A selection that names no artifact',
    help: '`includedArtifacts` names attached artifacts of the service: by `metadata.name`, or by file name for the bare form.',
    message: ({ name, service }) => `${service} has no artifact '${name}'`,
    hint: ({ suggestion }) =>
      suggestion ?? 'artifacts are called by metadata.name, or in the bare form by their file',
  },
);

export const overBudget = findingKind<{ endpoint: string; tokens: number; budget: number }>({
  code: 'RSH5006',
  severity: 'error',
  title: 'A tool list that costs more context than allowed',
  help: 'Every tool that an endpoint lists takes a part of the context of the model that uses it. The cost is estimated as a quarter of the bytes of the list.',
  message: ({ endpoint, tokens, budget }) =>
    `${endpoint} costs about ${tokens} tokens of context, its budget is ${budget}`,
  hint: () => 'include fewer operations, or raise contextBudget',
});
