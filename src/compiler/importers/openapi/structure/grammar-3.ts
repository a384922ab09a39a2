import { type Form, type Grammar, list, map, methods, type ObjectForm, statuses } from './grammar.ts';

const text: Form = 'text';
const flag: Form = 'boolean';
const any: Form = 'any';
const schema: Form = 'schema';
const object = (name: ObjectName): Form => ({ object: name });

const described = { summary: text, description: text };
const styled = { style: text, explode: flag, allowReserved: flag };
const valued = { schema, content: map(object('media')), example: any, examples: map(any) };
const parameterFields = {
  description: text,
  required: flag,
  deprecated: flag,
  allowEmptyValue: flag,
  ...styled,
  ...valued,
};

type ObjectName =
  | 'root'
  | 'info'
  | 'path'
  | 'operation'
  | 'parameter'
  | 'body'
  | 'media'
  | 'encoding'
  | 'response'
  | 'header'
  | 'server'
  | 'components'
  | 'tag';

/** The objects of OpenAPI 3.1.1, section 4.8, as far as the importer and its users care. */
const objects: Readonly<Record<ObjectName, ObjectForm>> = {
  root: {
    what: 'the spec',
    fields: {
      openapi: text,
      info: object('info'),
      jsonSchemaDialect: text,
      servers: list(object('server')),
      paths: { map: object('path'), keys: /^\//, keyForm: 'begin with /' },
      webhooks: map(object('path')),
      components: object('components'),
      security: list(any),
      tags: list(object('tag')),
      externalDocs: any,
    },
    required: ['info'],
  },
  info: {
    what: 'info',
    fields: { title: text, version: text, ...described, termsOfService: text, contact: any, license: any },
    required: ['title', 'version'],
  },
  path: {
    what: 'a path',
    fields: {
      $ref: text,
      ...described,
      servers: list(object('server')),
      parameters: list(object('parameter')),
      ...Object.fromEntries([...methods, 'trace'].map((method) => [method, object('operation')])),
    },
  },
  operation: {
    what: 'an operation',
    fields: {
      tags: list(text),
      ...described,
      externalDocs: any,
      operationId: text,
      parameters: list(object('parameter')),
      requestBody: object('body'),
      responses: { map: object('response'), ...statuses },
      callbacks: map(any),
      deprecated: flag,
      security: list(any),
      servers: list(object('server')),
    },
  },
  parameter: {
    what: 'a parameter',
    fields: { name: text, in: text, ...parameterFields },
    required: ['name', 'in'],
    referable: true,
  },
  header: { what: 'a header', fields: parameterFields, referable: true },
  body: {
    what: 'a request body',
    fields: { description: text, content: map(object('media')), required: flag },
    required: ['content'],
    referable: true,
  },
  media: {
    what: 'a media type',
    fields: { schema, example: any, examples: map(any), encoding: map(object('encoding')) },
  },
  encoding: {
    what: 'an encoding',
    fields: { contentType: text, headers: map(object('header')), ...styled },
  },
  response: {
    what: 'a response',
    fields: {
      description: text,
      headers: map(object('header')),
      content: map(object('media')),
      links: map(any),
    },
    required: ['description'],
    referable: true,
  },
  server: {
    what: 'a server',
    fields: { url: text, description: text, variables: map(any) },
    required: ['url'],
  },
  tag: {
    what: 'a tag',
    fields: { name: text, description: text, externalDocs: any },
    required: ['name'],
  },
  components: {
    what: 'components',
    fields: {
      schemas: map(schema),
      responses: map(object('response')),
      parameters: map(object('parameter')),
      examples: map(any),
      requestBodies: map(object('body')),
      headers: map(object('header')),
      securitySchemes: map(any),
      links: map(any),
      callbacks: map(any),
      pathItems: map(object('path')),
    },
  },
};

/** 3.1 asks for less. */
export const grammar31: Grammar = objects;

export const grammar30: Grammar = {
  ...objects,
  root: { ...objects.root, required: ['info', 'paths'] },
  operation: { ...objects.operation, required: ['responses'] },
};
