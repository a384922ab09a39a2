/** A generated source tree: every ten manifests are one service, three plans, five expositions and one group. */
export type Tree = Readonly<Record<string, string>>;

const operationsPerSpec = 8;

/** A tree of about `manifests` manifests (rounded down to tens), one in a file, with one spec per service. */
export function generateTree(manifests: number): Tree {
  const services = Math.max(2, Math.floor(manifests / 10));
  const files: Record<string, string> = {
    'reshapr.yaml': manifest('Project', 'bench', ['organization: bench']),
  };
  for (let i = 0; i < services; i++) Object.assign(files, serviceFiles(i, (i + 1) % services));
  return files;
}

/** The spec of a service with one more word in one description. */
export function editSpec(tree: Tree, service: number, word: string): { path: string; tree: Tree } {
  const path = specPath(service);
  const text = (tree[path] as string).replace('Lists the items', `Lists ${word} the items`);
  return { path, tree: { ...tree, [path]: text } };
}

function serviceFiles(i: number, neighbour: number): Record<string, string> {
  const files: Record<string, string> = {
    [specPath(i)]: spec(i),
    [`services/s${i}.yaml`]: manifest('Service', `s${i}`, [`file: ../${specPath(i)}`]),
    [`groups/g${i}.yaml`]: manifest('GatewayGroup', `g${i}`, ['labels:', `  cell: "${i}"`, '  env: bench']),
  };
  for (let plan = 0; plan < 3; plan++)
    files[`plans/s${i}-p${plan}.yaml`] = manifest('ConfigurationPlan', `s${i}-p${plan}`, [
      'service:',
      `  name: Service ${i}`,
      '  version: "1.0"',
      `description: What audience ${plan} may do with service ${i}.`,
      `backendEndpoint: http://backend.invalid/s${i}`,
      ...(plan === 0 ? [] : ['excludedOperations:', `  - GET /items${plan}`]),
    ]);
  for (let e = 0; e < 5; e++)
    files[`expositions/s${i}-e${e}.yaml`] = manifest('Exposition', `s${i}-e${e}`, [
      `service: { name: Service ${i} }`,
      `configurationPlan: s${i}-p${e % 3}`,
      `gatewayGroup: g${e < 3 ? i : neighbour}`,
      `name: s${i}-e${e}`,
    ]);
  return files;
}

const specPath = (service: number): string => `specs/s${service}.yaml`;

function manifest(kind: string, name: string, spec: readonly string[]): string {
  const head = ['apiVersion: reshapr.io/v1alpha1', `kind: ${kind}`, 'metadata:', `  name: ${name}`, 'spec:'];
  return `${[...head, ...spec.map((line) => `  ${line}`)].join('\n')}\n`;
}

function spec(i: number): string {
  const paths = Array.from({ length: operationsPerSpec / 2 }, (_, n) => pathItem(n)).join('');
  return `openapi: 3.1.0
info:
  title: Service ${i}
  version: "1.0"
paths:
${paths}components:
  schemas:
    Item:
      type: object
      required: [id, name]
      properties:
        id: { type: string, description: Identifies the item. }
        name: { type: string, minLength: 1 }
        state: { type: string, enum: [new, active, closed] }
        size: { type: integer, minimum: 0 }
        tags: { type: array, items: { type: string } }
`;
}

function pathItem(n: number): string {
  return `  /items${n}:
    get:
      description: Lists the items of shelf ${n}, newest first.
      parameters:
        - { name: limit, in: query, description: How many., schema: { type: integer, maximum: 100 } }
        - { name: state, in: query, schema: { type: string, enum: [new, active, closed] } }
      responses:
        "200":
          description: The items.
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Item" } }
    post:
      description: Puts an item on shelf ${n}.
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Item" }
      responses:
        "201":
          description: The item.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Item" }
`;
}
