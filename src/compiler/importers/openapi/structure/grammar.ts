/** What may stand in a place: a scalar, anything, a schema, a list or mapping of one form, or an object by its name. */
export type Form =
  | 'text'
  | 'boolean'
  | 'any'
  | 'schema'
  | { readonly list: Form }
  | { readonly map: Form; readonly keys?: RegExp; readonly keyForm?: string }
  | { readonly object: string };

/** One object of the OpenAPI specification. */
export interface ObjectForm {
  /** What a message calls it. */
  readonly what: string;
  readonly fields: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
  /** A Reference Object may stand in its place. */
  readonly referable?: true;
}

/** The objects of one version; `root` is the document. */
export type Grammar = Readonly<Record<string, ObjectForm>> & { readonly root: ObjectForm };

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

export const statuses = {
  keys: /^([1-5](\d\d|XX)|default)$/,
  keyForm: 'be a status like 200, 2XX or default',
};

export const list = (form: Form): Form => ({ list: form });
export const map = (form: Form): Form => ({ map: form });
