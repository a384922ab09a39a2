/** The key that the endpoints of the tree ask for. */
export const key = 'bench-key-of-32-characters-or-so';

/**
 * A tree with one tool, `get_orders_id`, at two endpoints: `/mcp/bench/checked` asks for a key and checks arguments,
 * `/mcp/bench/all-on` filters answers and writes audit events besides.
 */
export function gatewayTree(backend: string, keyDigest: string): Readonly<Record<string, string>> {
  const head = (kind: string, name: string): string =>
    `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n`;
  const endpoint = (name: string, more: string): string =>
    [
      `${head('ConfigurationPlan', name)}  service: { name: Orders, version: "1" }\n  backendEndpoint: ${backend}\n  apiKey: { sha256: ${keyDigest} }\n${more}`,
      `${head('Exposition', name)}  service: { name: Orders }\n  configurationPlan: ${name}\n  gatewayGroup: all\n  name: ${name}\n`,
    ].join('---\n');
  return {
    'reshapr.yaml': `${head('Project', 'bench')}  organization: bench\n`,
    'service.yaml': `${head('Service', 'orders')}  file: orders-api.yaml\n`,
    'group.yaml': `${head('GatewayGroup', 'all')}  labels: { env: bench }\n`,
    'checked.yaml': endpoint('checked', '  includedArtifacts: none\n'),
    'all-on.yaml': endpoint('all-on', '  audit: true\n'),
    'filter.yaml': `${head('ToolsOutputFilters', 'short')}  service: { name: Orders, version: "1" }\n  filters:\n    get_orders_id: { jsonRetain: [/id, /state, /lines], failure: closed }\n`,
    'orders-api.yaml': specOf(backend),
  };
}

/** The API behind all of them. */
export function specOf(backend: string): string {
  return `openapi: 3.1.0
info: { title: Orders, version: "1" }
servers: [{ url: "${backend}" }]
paths:
  /orders/{id}:
    get:
      operationId: get_orders_id
      description: One order.
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: "^o-[0-9]+$" } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
      responses:
        "200":
          description: The order.
          content:
            application/json:
              schema:
                type: object
                required: [id, state]
                properties:
                  id: { type: string }
                  state: { type: string, enum: [new, shipped] }
                  lines:
                    type: array
                    items:
                      type: object
                      properties: { sku: { type: string }, quantity: { type: integer } }
`;
}
