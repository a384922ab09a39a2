import { z } from 'zod';

/**
 * `tabDelimited` is the `tsv` of OpenAPI 2.0, which has it and the other delimiters in paths and headers too; `json` and
 * `text` are parameters with `content`: the value as that media type writes it, not by a style.
 */
const styleSchema = z.enum([
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'tabDelimited',
  'deepObject',
  'json',
  'text',
]);

/** How one argument travels in a request (OpenAPI 3.1, 4.8.12 Parameter Object). */
const parameterSchema = z.strictObject({
  /** The tool's argument. */
  argument: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  name: z.string(),
  style: styleSchema,
  explode: z.boolean(),
  allowReserved: z.boolean().optional(),
});

/** A property of a form that does not travel by the defaults (OpenAPI 3.1, 4.8.15 Encoding Object). */
const encodingSchema = z.strictObject({
  style: styleSchema,
  explode: z.boolean(),
  allowReserved: z.boolean().optional(),
});

/** A header of a part: what an argument gives, or always the same. */
const partHeaderSchema = z.strictObject({
  name: z.string(),
  argument: z.string().optional(),
  explode: z.boolean().optional(),
  value: z.string().optional(),
});

/** A property of a multipart body that does not travel by the defaults (RFC 7578; OpenAPI 3.1, 4.8.15.1). */
const partSchema = z.strictObject({
  /** What the part says it is; without it, a text says nothing and anything else is `application/json`. */
  contentType: z.string().optional(),
  /** How the argument becomes the content: the bytes that its base64 stands for, or its JSON even if it is a text. */
  as: z.enum(['base64', 'json']).optional(),
  /** A part with a name of a file is a file: the name that an argument gives, or else this one. */
  file: z.strictObject({ argument: z.string(), name: z.string() }).optional(),
  headers: z.array(partHeaderSchema).optional(),
  /** Written by a style, as a query would have it, but not percent-encoded. */
  style: encodingSchema.optional(),
});

/** How the body is made: from one argument as a whole, or from the arguments that are its properties. */
const bodySchema = z.strictObject({
  contentType: z.string(),
  /** `base64`: the argument is text that stands for the bytes. */
  encoding: z.enum(['json', 'form', 'multipart', 'text', 'base64']),
  whole: z.string().optional(),
  /** Argument and the property it becomes; they differ only where names collide. */
  properties: z.array(z.strictObject({ argument: z.string(), property: z.string() })).optional(),
  /** Arguments that are named nowhere become properties of the body too. */
  rest: z.boolean().optional(),
  /** By property; for `form` only. Without one a text is itself, anything else is JSON, a list is repeated. */
  encodings: z.record(z.string(), encodingSchema).optional(),
  /** By property; for `multipart` only. */
  parts: z.record(z.string(), partSchema).optional(),
  required: z.boolean(),
});

/** One HTTP request to the backend, complete but for the endpoint and the credentials. */
export const httpCallSchema = z.strictObject({
  protocol: z.literal('http'),
  method: z.enum(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']),
  /** Path template, appended to the backend endpoint: `/orders/{id}`. */
  path: z.string(),
  parameters: z.array(parameterSchema),
  body: bodySchema.optional(),
  /** The media type asked for, when the spec promises one. */
  accept: z.string().optional(),
  /** The output schema describes `{result: <answer>}`, because the answer itself is no object. */
  wrapResult: z.boolean().optional(),
});

export type HttpCall = z.infer<typeof httpCallSchema>;
export type HttpParameter = z.infer<typeof parameterSchema>;
export type HttpBody = z.infer<typeof bodySchema>;
export type FormEncoding = z.infer<typeof encodingSchema>;
export type BodyPart = z.infer<typeof partSchema>;
