/** What may stand in a place: a scalar, anything, a list or mapping of one form, or one of the objects below. */
export type Form =
  | 'text'
  | 'boolean'
  | 'any'
  | { readonly list: Form }
  | { readonly map: Form; readonly keys?: RegExp; readonly keyForm?: string }
  | { readonly object: ObjectName };

/** One object of the OpenAPI specification. */
export interface ObjectForm {
  /** What a message calls it. */
  readonly what: string;
  readonly fields: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
  /** Required by 3.0 only. */
  readonly required30?: readonly string[];
  /** A Reference Object may stand in its place. */
  readonly referable?: true;
}

const text: Form = 'text';
const flag: Form = 'boolean';
const any: Form = 'any';
const list = (form: Form): Form => ({ list: form });
const map = (form: Form): Form => ({ map: form });
const object = (name: ObjectName): Form => ({ object: name });

const described = { summary: text, description: text };
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const styled = { style: text, explode: flag, allowReserved: flag };
const valued = { schema: any, content: map(object('media')), example: any, examples: map(any) };
const parameterFields = {
  description: text,
  required: flag,
  deprecated: flag,
  allowEmptyValue: flag,
  ...styled,
  ...valued,
};

export type ObjectName =
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

/** The objects of OpenAPI 3.0.4 and 3.1.1, section 4.8, as far as the importer and its users care. */
export const objects: Readonly<Record<ObjectName, ObjectForm>> = {
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
    required30: ['paths'],
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
      ...Object.fromEntries(methods.map((method) => [method, object('operation')])),
    },
    referable: true,
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
      responses: {
        map: object('response'),
        keys: /^([1-5](\d\d|XX)|default)$/,
        keyForm: 'be a status like 200, 2XX or default',
      },
      callbacks: map(any),
      deprecated: flag,
      security: list(any),
      servers: list(object('server')),
    },
    required30: ['responses'],
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
    fields: { schema: any, example: any, examples: map(any), encoding: map(object('encoding')) },
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
      schemas: map(any),
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
