import { type CompileOptions, type CompileResult, compile } from '../../../src/compiler/index.ts';
import { type Diagnostic, memoryTree, type SourceTree } from '../../../src/kernel/index.ts';

/** Texts by path; undefined takes a file out. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** The head of a manifest, in four lines: `spec:` stands on line 4, its fields from line 5 on. */
export function manifest(kind: string, name: string, spec: string): string {
  const lines = spec
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`));
  return `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${lines.join('\n')}\n`;
}

export const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses: { "200": { description: all } }
    post:
      responses: { "204": { description: done } }
`;

/** A tree that compiles without a finding: one service, one plan, one group, one exposition. */
export const smallTree: Readonly<Record<string, string>> = {
  'exposition.yaml': manifest(
    'Exposition',
    'orders',
    'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default',
  ),
  'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev }'),
  'orders.yaml': spec,
  'plan.yaml': manifest(
    'ConfigurationPlan',
    'all',
    'service: { name: Orders, version: "1" }\nbackendEndpoint: http://localhost:1',
  ),
  'reshapr.yaml': manifest(
    'Project',
    'shop',
    // Its tools say nothing of themselves.
    'organization: acme\nrules: { RSH6060: off, RSH6062: off, RSH6065: off }',
  ),
  'service.yaml': manifest('Service', 'orders', 'file: orders.yaml'),
};

/** The plan of the small tree, with more fields: they begin on line 7. */
export function planWith(more: string): string {
  return `${smallTree['plan.yaml']}${more.replace(/^(?=.)/gm, '  ')}\n`;
}

/** Compiles the small tree with other files in it. */
export function compileSmall(changes: Files = {}, options?: CompileOptions): Promise<CompileResult> {
  return compile(changedTree(changes), options);
}

/** The small tree with changes, and with files that the system refuses to give. */
export function changedTree(changes: Files, unreadable: SourceTree['unreadable'] = []): SourceTree {
  const refused = new Set(unreadable.map(({ path }) => path));
  const files = Object.entries({ ...smallTree, ...changes }).filter(
    (file): file is [string, string | Uint8Array] => file[1] !== undefined && !refused.has(file[0]),
  );
  return { ...memoryTree(Object.fromEntries(files)), unreadable };
}

/** `RSH3004 plan.yaml:5:12`. */
export function placeOf({ code, file, range }: Diagnostic): string {
  return `${code} ${file}:${range.start.line}:${range.start.column}`;
}

/** The same tree, and the paths of the files that were read of it. */
export function watchedTree(tree: SourceTree): { tree: SourceTree; read: Set<string> } {
  const read = new Set<string>();
  const watched: SourceTree = {
    ...tree,
    read: (path) => {
      read.add(path);
      return tree.read(path);
    },
  };
  return { tree: watched, read };
}
