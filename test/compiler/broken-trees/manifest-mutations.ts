import { specFile } from './base-tree.ts';
import { type Expected, type Mutated, type Mutation, replaced, type Texts } from './mutation.ts';
import { pick } from './random.ts';

/** One text of one file becomes another. */
function change(file: string, from: string, to: string, ...expected: readonly Expected[]): Mutation {
  return (texts) => ({ texts: replaced(texts, file, from, to), expected });
}

/** A file gets more text at its end. */
function append(file: string, more: string, ...expected: readonly Expected[]): Mutation {
  return (texts) => ({ texts: { ...texts, [file]: `${texts[file] ?? ''}${more}` }, expected });
}

const at = (code: string, file: string, anchor: string, more: Partial<Expected> = {}): Expected => ({
  code,
  file,
  anchor,
  ...more,
});

function operationsIn(texts: Texts): string[] {
  const { paths } = JSON.parse(texts[specFile] ?? '{}') as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => /^(get|put|post|delete|patch)$/.test(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

export const misspelledOperation: Mutation = (texts, random) => {
  const operation = pick(operationsIn(texts), random);
  const [right, wrong] = [operation, `${operation}s-all`];
  return {
    texts: {
      ...texts,
      'plan.yaml': `${texts['plan.yaml']}  includedOperations:\n    - ${right}\n    - ${wrong}\n`,
    },
    expected: [at('RSH5001', 'plan.yaml', wrong)],
  };
};

export const everythingOpen: Mutation = (texts): Mutated => {
  const operations = operationsIn(texts);
  const expected = [
    ...(operations.some((name) => /^(POST|PATCH)/.test(name))
      ? [at('RSH6001', 'plan.yaml', 'everything')]
      : []),
    ...(operations.some((name) => /^(PUT|DELETE)/.test(name))
      ? [at('RSH6003', 'plan.yaml', 'everything')]
      : []),
  ];
  return { texts: replaced(texts, 'plan.yaml', '  apiKey: { from: "${env:API_KEY}" }\n', ''), expected };
};

export const misspelledFile = change(
  'service.yaml',
  'specs/api.json',
  'spec/api.json',
  at('RSH3008', 'service.yaml', 'spec/api.json'),
  at('RSH3022', specFile, '{'),
);
export const misspelledPlan = change(
  'exposition.yaml',
  'Plan: everything',
  'Plan: everyting',
  at('RSH3004', 'exposition.yaml', 'everyting'),
);
export const misspelledGroup = change(
  'exposition.yaml',
  'Group: edge',
  'Group: egde',
  at('RSH3004', 'exposition.yaml', 'egde'),
);
export const misspelledService = change(
  'plan.yaml',
  'name: Api',
  'name: Appi',
  at('RSH3004', 'plan.yaml', '{ name: Appi'),
);
export const misspelledSecret = change(
  'plan.yaml',
  'SecretRef: api',
  'SecretRef: appi',
  at('RSH3004', 'plan.yaml', 'appi'),
);
export const misspelledField = change(
  'plan.yaml',
  'backendSecretRef:',
  'backendSecret:',
  at('RSH2003', 'plan.yaml', 'backendSecret'),
);
export const missingField = change(
  'plan.yaml',
  '  backendEndpoint: https://api.internal\n',
  '',
  at('RSH2004', 'plan.yaml', 'spec'),
);
export const misspelledKind = change(
  'group.yaml',
  'GatewayGroup',
  'GatewayGrop',
  at('RSH2002', 'group.yaml', 'GatewayGrop'),
);
export const otherApiVersion = change(
  'group.yaml',
  'v1alpha1',
  'v1beta1',
  at('RSH2001', 'group.yaml', 'reshapr.io/v1beta1'),
);
export const numberAsLabel = change('group.yaml', 'zone: north', 'zone: 7', at('RSH2005', 'group.yaml', '7'));
export const keyTwice = append(
  'plan.yaml',
  '  apiKey: false\n',
  at('RSH1005', 'plan.yaml', 'apiKey', { which: 1 }),
);
export const openQuote = change(
  'group.yaml',
  'zone: north',
  'zone: "north',
  at('RSH1004', 'group.yaml', '"north', { after: '"north }\n'.length }),
);
export const literalToken = change(
  'secrets.yaml',
  '${env:API_TOKEN}',
  'correct-horse-battery',
  at('RSH3017', 'secrets.yaml', 'correct-horse'),
);
export const gatewaysOwnSetting = change(
  'secrets.yaml',
  'API_TOKEN',
  'RESHAPR_CTRL_TOKEN',
  at('RSH3018', 'secrets.yaml', '${env:'),
);
export const keyByOthers = change(
  'plan.yaml',
  '{ from: "${env:API_KEY}" }',
  'true',
  at('RSH3019', 'plan.yaml', 'true'),
);
export const endpointOfARoute = change(
  'exposition.yaml',
  'name: api\n',
  'name: health\n',
  at('RSH3012', 'exposition.yaml', 'health'),
);
export const passwordInUrl = change(
  'plan.yaml',
  'https://api',
  'https://me:pass@api',
  at('RSH3023', 'plan.yaml', 'https://me'),
);
export const clearText = change('plan.yaml', 'https://', 'http://', at('RSH6040', 'plan.yaml', 'http://'));
export const timeoutOfSeconds = append(
  'plan.yaml',
  '  backendTimeout: 30\n',
  at('RSH6044', 'plan.yaml', '30\n'),
);
export const smallBudget = change('plan.yaml', '900000', '3', at('RSH5006', 'plan.yaml', '3\n'));
export const unknownArtifact = append(
  'plan.yaml',
  '  includedArtifacts: [tools-of-mine]\n',
  at('RSH5005', 'plan.yaml', 'tools-of-mine'),
);
export const unusedSecret = append(
  'secrets.yaml',
  '  - name: other\n      token: ${env:OTHER}\n'.replace(/^ {2}-/, '    -'),
  at('RSH6023', 'secrets.yaml', 'other'),
);
export const secondExposition = append(
  'exposition.yaml',
  '---\napiVersion: reshapr.io/v1alpha1\nkind: Exposition\nmetadata: { name: again }\nspec: { service: { name: Api }, configurationPlan: everything, gatewayGroup: edge }\n',
  at('RSH3003', 'exposition.yaml', 'again'),
);
export const unknownTarget = append(
  'tools.yaml',
  `apiVersion: reshapr.io/v1alpha1
kind: CustomTools
service: { name: Api, version: "1" }
customTools:
  mine:
    description: Calls what is not there.
    input: { type: object }
    tool: GET /no/such/path
`,
  at('RSH5040', 'tools.yaml', 'GET /no'),
);
export const leakedToken = change(
  'plan.yaml',
  'For everybody',
  `Use ${['ghp', 'q7ZtW2mX9bRkL4vN8cHsY3dF6gJpT5wQe1Ka'].join('_')}`,
  at('RSH6070', 'plan.yaml', 'Use'),
);
