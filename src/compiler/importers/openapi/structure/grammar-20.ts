import { type Form, type Grammar, list, map, methods, type ObjectForm, statuses } from './grammar.ts';

const text: Form = 'text';
const flag: Form = 'boolean';
const any: Form = 'any';
const schema: Form = 'schema';
const object = (name: ObjectName): Form => ({ object: name });

/** What a parameter, its items and a header have of JSON Schema. */
const valueFields = Object.fromEntries(
  [
    'type',
    'format',
    'items',
    'collectionFormat',
    'default',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'pattern',
    'maxItems',
    'minItems',
    'uniqueItems',
    'enum',
    'multipleOf',
  ].map((field) => [field, any]),
);

type ObjectName = 'root' | 'info' | 'path' | 'operation' | 'parameter' | 'response' | 'header' | 'tag';

const objects: Readonly<Record<ObjectName, ObjectForm>> = {
  root: {
    what: 'the spec',
    fields: {
      swagger: any,
      info: object('info'),
      host: text,
      basePath: text,
      schemes: list(text),
      consumes: list(text),
      produces: list(text),
      paths: { map: object('path'), keys: /^\//, keyForm: 'begin with /' },
      definitions: map(schema),
      parameters: map(object('parameter')),
      responses: map(object('response')),
      securityDefinitions: map(any),
      security: list(any),
      tags: list(object('tag')),
      externalDocs: any,
    },
    required: ['info', 'paths'],
  },
  info: {
    what: 'info',
    fields: {
      title: text,
      version: text,
      description: text,
      termsOfService: text,
      contact: any,
      license: any,
    },
    required: ['title', 'version'],
  },
  path: {
    what: 'a path',
    fields: {
      $ref: text,
      parameters: list(object('parameter')),
      ...Object.fromEntries(methods.map((method) => [method, object('operation')])),
    },
  },
  operation: {
    what: 'an operation',
    fields: {
      tags: list(text),
      summary: text,
      description: text,
      externalDocs: any,
      operationId: text,
      consumes: list(text),
      produces: list(text),
      parameters: list(object('parameter')),
      responses: { map: object('response'), ...statuses },
      schemes: list(text),
      deprecated: flag,
      security: list(any),
    },
    required: ['responses'],
  },
  parameter: {
    what: 'a parameter',
    fields: {
      name: text,
      in: text,
      description: text,
      required: flag,
      schema,
      allowEmptyValue: flag,
      ...valueFields,
    },
    required: ['name', 'in'],
    referable: true,
  },
  response: {
    what: 'a response',
    fields: { description: text, schema, headers: map(object('header')), examples: any },
    required: ['description'],
    referable: true,
  },
  header: { what: 'a header', fields: { description: text, ...valueFields } },
  tag: {
    what: 'a tag',
    fields: { name: text, description: text, externalDocs: any },
    required: ['name'],
  },
};

/** The objects of OpenAPI 2.0 (Swagger), as far as the importer and its users care. */
export const grammar20: Grammar = objects;
