import { type Files, manifest, smallTree } from './small-tree.ts';

/** A spec with something to call: arguments of every place and answers that are known. */
export const shopSpec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      description: Lists the orders of a customer.
      parameters:
        - { name: customer, in: query, required: true, description: Whose., schema: { type: string } }
        - { name: state, in: query, description: Which., schema: { enum: [open, paid] } }
        - { name: limit, in: query, description: How many., schema: { type: integer, maximum: 100 } }
      responses:
        "200":
          description: all
          content:
            application/json:
              schema:
                type: array
                items: { $ref: "#/components/schemas/Order" }
    post:
      description: Places an order.
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [customer]
              properties:
                customer: { type: string, description: Whose. }
                address: { $ref: "#/components/schemas/Address" }
      responses:
        "200":
          description: done
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: integer }
        note: { type: string }
        address: { $ref: "#/components/schemas/Address" }
    Address:
      type: object
      additionalProperties: false
      required: [city]
      properties: { city: { type: string }, zip: { type: string } }
`;

const serviceField = 'service: { name: Orders, version: "1" }';

/** A CustomTools manifest: the first tool stands on line 7. */
export function customTools(tools: string): string {
  return manifest('CustomTools', 'more', `${serviceField}\ncustomTools:\n${indented(tools)}`);
}

/** A ToolsOutputFilters manifest: the first filter stands on line 7. */
export function outputFilters(filters: string): string {
  return manifest('ToolsOutputFilters', 'less', `${serviceField}\nfilters:\n${indented(filters)}`);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** The small tree with that spec, with these tools and filters, and more of its plan. */
export function shopTree(
  parts: { tools?: string; filters?: string; plan?: string },
  more: Files = {},
): Files {
  const { tools, filters, plan } = parts;
  return {
    'orders.yaml': shopSpec,
    ...(tools === undefined ? {} : { 'tools.yaml': customTools(tools) }),
    ...(filters === undefined ? {} : { 'filters.yaml': outputFilters(filters) }),
    ...(plan === undefined
      ? {}
      : { 'plan.yaml': `${smallTree['plan.yaml']}${plan.trim().replace(/^/gm, '  ')}\n` }),
    ...more,
  };
}
