import type { Node, Resolver } from '../resolve.ts';
import { listStyle } from './collection-format.ts';
import { composed, composedList, said } from './compose.ts';
import { parameterSchema } from './parameter-schema.ts';
import type { Sorted } from './parameters.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/** The request body that the `body` or `formData` parameters of an operation are in 3.0; undefined without one. */
export function requestBody(
  { body, form }: Sorted,
  consumes: Node | undefined,
  resolver: Resolver,
): Node | undefined {
  const types = textsOf(consumes);
  if (body !== undefined) {
    const media = composed(body, { schema: resolver.child(body, 'schema') });
    const content = (types.length > 0 ? types : ['application/json']).map((type) => [type, media]);
    return composed(body, {
      description: resolver.child(body, 'description'),
      required: resolver.child(body, 'required'),
      content: composed(consumes ?? body, Object.fromEntries(content)),
    });
  }
  const [first] = form;
  if (first === undefined) return undefined;
  const media = composed(first, {
    schema: formSchema(form, first, resolver),
    encoding: encodings(form, first, resolver),
  });
  const required = form.some((parameter) => resolver.child(parameter, 'required')?.value === true);
  return composed(first, {
    required: said(first, required),
    content: composed(consumes ?? first, { [formType(form, types, resolver)]: media }),
  });
}

/** Files travel only in a multipart body (OpenAPI 2.0, Parameter Object); a form is the shorter way for the rest. */
function formType(form: readonly Node[], types: readonly string[], resolver: Resolver): string {
  const isMultipart = (type: string): boolean => type.startsWith(multipart);
  const hasFile = form.some((parameter) => resolver.child(parameter, 'type')?.value === 'file');
  const onlyMultipart = types.some(isMultipart) && !types.some((type) => type.startsWith(urlencoded));
  return hasFile || onlyMultipart ? multipart : urlencoded;
}

function formSchema(form: readonly Node[], at: Node, resolver: Resolver): Node {
  const properties = form.map((parameter) => {
    const name = resolver.child(parameter, 'name')?.value as string;
    const { members = new Map<string, Node>(), ...place } = parameterSchema(parameter, name, resolver);
    const description = resolver.child(parameter, 'description');
    return [name, composed(place, { description, ...Object.fromEntries(members) })] as const;
  });
  const required = form
    .filter((parameter) => resolver.child(parameter, 'required')?.value === true)
    .map((parameter) => resolver.child(parameter, 'name') as Node);
  return composed(at, {
    type: said(at, 'object'),
    properties: composed(at, Object.fromEntries(properties)),
    required: required.length > 0 ? composedList(at, required) : undefined,
  });
}

function encodings(form: readonly Node[], at: Node, resolver: Resolver): Node {
  const lists = form.filter((parameter) => resolver.child(parameter, 'type')?.value === 'array');
  const entries = lists.map((parameter) => {
    const name = resolver.child(parameter, 'name')?.value as string;
    const format = resolver.child(parameter, 'collectionFormat');
    const { style, explode } = listStyle(name, 'formData', format, resolver);
    const place = format ?? parameter;
    return [name, composed(place, { style: said(place, style), explode: said(place, explode) })] as const;
  });
  return composed(at, Object.fromEntries(entries));
}

/** The media types of `consumes` and `produces`. */
export function textsOf(list: Node | undefined): string[] {
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.filter((type): type is string => typeof type === 'string');
}
