const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: unknown) => ({
  200: { description: 'ok', content: { 'application/json': { schema } } },
});
const body = (schema: unknown) => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
});

/** A spec with cycles, names that are none of TypeScript's, and schemas that many operations share. */
export const oddSpec = {
  openapi: '3.1.0',
  info: { title: 'Odd', version: '1' },
  paths: {
    '/orders/{id}': {
      get: {
        description: 'Ends a comment: */ and `code` and ${x}',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'odd "name" */', in: 'query', schema: { type: 'string', description: '*/ export {}' } },
        ],
        responses: answer(ref('Order')),
      },
    },
    '/orders': {
      get: { responses: answer({ type: 'array', items: ref('Order') }) },
      post: {
        ...body({
          type: 'object',
          required: ['sku', 'kind'],
          properties: {
            sku: { type: 'string' },
            kind: { type: 'string', enum: ['small', 'large'] },
            tags: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
            extra: { type: 'object', additionalProperties: { type: 'number' } },
            any: {},
          },
        }),
        responses: answer(ref('Order')),
      },
    },
    '/trees': { put: { ...body(ref('Tree')), responses: answer(ref('Tree')) } },
    '/mixed': { get: { responses: answer(ref('Mixed')) } },
    '/shadows': { get: { responses: answer(ref('Shadows')) } },
    '/health': { get: { responses: { 204: { description: 'fine' } } } },
    '/weird-path/{a.b}/~x': {
      get: {
        parameters: [{ name: 'a.b', in: 'path', required: true, schema: { type: ['integer', 'null'] } }],
        responses: answer(ref('order-item')),
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string' },
          parent: ref('Order'),
          items: { type: 'array', items: ref('OrderItem') },
          '2nd line\n': { type: 'string' },
          constructor: { type: 'number' },
          ümläut: { type: 'boolean' },
        },
      },
      'order-item': { type: 'object', properties: { sku: { type: 'string' } } },
      order_item: { type: 'object', properties: { sku: { type: 'number' } } },
      OrderItem: {
        type: 'object',
        properties: { 'order-item': ref('order-item'), order_item: ref('order_item') },
      },
      Tree: {
        type: 'object',
        required: ['name', 'children'],
        properties: { name: { type: 'string' }, children: { type: 'array', items: ref('Tree') } },
      },
      Mixed: {
        type: 'object',
        required: ['neverNamed'],
        properties: {
          both: { allOf: [ref('Order'), { type: 'object', properties: { more: { const: 'x' } } }] },
          either: { oneOf: [ref('Order'), { type: 'string' }, { type: 'null' }] },
          pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
          indexed: {
            type: 'object',
            properties: { a: { type: 'string' } },
            additionalProperties: { type: 'number' },
          },
          none: false,
          values: { enum: [1, 'a', null, true, -2.5] },
        },
      },
      Shadows: {
        type: 'object',
        properties: { a: ref('Tools'), b: ref('Record'), c: ref('Array'), d: ref('ToolName') },
      },
      Tools: { type: 'object', properties: { x: { type: 'string' } } },
      Record: { type: 'object', properties: { x: { type: 'array', items: ref('Array') } } },
      Array: { type: 'object', properties: { x: { type: 'number' } } },
      ToolName: { type: 'string', enum: ['a'] },
    },
  },
};
