/** A tree with one tool, `get_orders_id`, open to everybody at `/mcp/bench/orders`. */
export function gatewayTree(backend: string): Readonly<Record<string, string>> {
  const head = (kind: string, name: string): string =>
    `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n`;
  return {
    'reshapr.yaml': `${head('Project', 'bench')}  organization: bench\n`,
    'service.yaml': `${head('Service', 'orders')}  file: orders-api.yaml\n`,
    'group.yaml': `${head('GatewayGroup', 'all')}  labels: { env: bench }\n`,
    'plan.yaml': `${head('ConfigurationPlan', 'all')}  service: { name: Orders, version: "1" }\n  backendEndpoint: ${backend}\n`,
    'exposition.yaml': `${head('Exposition', 'orders')}  service: { name: Orders }\n  configurationPlan: all\n  gatewayGroup: all\n  name: orders\n`,
    'orders-api.yaml': spec,
  };
}

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    get:
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
