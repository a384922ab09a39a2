import type { Tree } from '../xl/text.ts';

/** What one save does to a tree: one file with another text, or without any when it goes. */
export interface Save {
  readonly path: string;
  readonly text: string | undefined;
}

/** A kind of edit that people make, in one team of bench/xl. */
export interface EditKind {
  readonly name: string;
  readonly edit: (tree: Tree, team: number) => Save;
}

/** Every kind of edit. What is done for it must not depend on the size of the tree. */
export const editKinds: readonly EditKind[] = [
  kind('a description in a spec', 'specs/s0', (text, n) => text.replace('Lists each', `Lists ${n} each`)),
  kind('an operation more in a spec', 'specs/s1', (text, n) =>
    text.replace(/^paths:\n/m, (paths) => `${paths}${operation(n)}`),
  ),
  kind('a description in the largest spec', 'specs/s3', (text, n) =>
    text.replace('Lists each', `Lists ${n} each`),
  ),
  kind('a Service', 'services/T-s2', (text) => text.replace('type: REST\n', '')),
  kind('a ConfigurationPlan', 'plans/T-s3-p0', (text) => text.replace('ttlMs: 60000', 'ttlMs: 30000')),
  kind('an Exposition', 'expositions/T-s2-e0', (text) => text.replace(/-e0\n$/, '-new\n')),
  kind('a CustomTools', 'artifacts/T-s1-tools', (text, n) => text.replace('Every open', `Every ${n} open`)),
  kind('a Prompts', 'artifacts/T-s2-prompts', (text, n) => text.replace('Helps to', `Helps ${n} to`)),
  kind('a label of a GatewayGroup', 'groups/T-blue', (text) => text.replace('env: bench', 'env: test')),
  kind('a SecretSource', 'secrets/T-secrets', (text) => text.replace('_READER}', '_OTHER}')),
  {
    name: 'the Project',
    edit: (tree, team) => {
      const path = 'reshapr.yaml';
      const [head] = (tree[path] as string).split('  rules:');
      return { path, text: `${head}  rules: { RSH6001: ${team % 2 === 0 ? 'info' : 'warning'} }\n` };
    },
  },
  {
    name: 'a file more',
    edit: (tree, team) => {
      const old = pathOf(team, 'expositions/T-s3-e0');
      const path = old.replace('-e0', '-more');
      const text = (tree[old] as string).replaceAll('-e0', '-more').replace('-blue', '-green');
      return { path, text };
    },
  },
  {
    name: 'a file less',
    edit: (_, team) => ({ path: pathOf(team, 'expositions/T-s3-e3'), text: undefined }),
  },
  kind('a name that does not exist', 'expositions/T-s1-e0', (text) =>
    text.replace(/(configurationPlan: t\d+)/, '$1-no'),
  ),
  kind('a syntax error', 'plans/T-s1-p1', (text) => text.replace('spec:', 'spec: [')),
];

function kind(name: string, file: string, change: (text: string, team: number) => string): EditKind {
  return {
    name,
    edit: (tree, team) => {
      const path = pathOf(team, file);
      const before = tree[path] as string;
      const text = change(before, team);
      if (text === before) throw new Error(`${path} does not change: ${name}`);
      return { path, text };
    },
  };
}

/** The path of a file of a team; `T` stands for the beginning of its names. */
const pathOf = (team: number, file: string): string => `team-${team}/${file.replace('T', `t${team}`)}.yaml`;

function operation(team: number): string {
  return `  /audits:
    get:
      operationId: listAudits
      summary: List what was audited
      description: Lists what was audited by team ${team}, the last one first.
      responses:
        "200":
          description: What was audited.
          content:
            application/json:
              schema: { type: array, items: { type: string } }
`;
}
