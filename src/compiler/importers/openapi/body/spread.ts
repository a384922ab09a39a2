import type { BodyPart, HttpBody, JsonSchema } from '../../../../snapshot/index.ts';
import { examplesFor, examplesOf, withExamples } from '../examples.ts';
import type { Node } from '../resolve.ts';
import type { Body } from './body.ts';
import type { FlatBody } from './flat-body.ts';
import { readPart } from './parts.ts';
import type { Reading } from './reading.ts';

interface Property {
  readonly name: string;
  readonly node: Node;
  readonly schema: JsonSchema;
}

/** A body whose properties are arguments of their own. */
export function spreadBody(
  body: HttpBody,
  { parts: objects, rest }: FlatBody,
  media: Node | undefined,
  reading: Reading,
): Body {
  const { args, converter, resolver } = reading;
  const required = new Set<unknown>();
  const properties = objects.flatMap((object): Property[] => {
    const converted = converter.convert(object, 'input');
    for (const name of (converted['required'] ?? []) as string[]) required.add(name);
    const holder = resolver.child(object, 'properties');
    return Object.entries((converted['properties'] ?? {}) as Record<string, JsonSchema>).map(
      ([name, schema]) => ({ name, schema, node: resolver.child(holder as Node, name) as Node }),
    );
  });
  const examples = examplesOf(media, resolver);
  const encoding = media === undefined ? undefined : resolver.child(media, 'encoding');
  const parts: [string, BodyPart][] = [];
  const bound = properties.map(({ name, node, schema }) => {
    const how = encoding === undefined ? undefined : resolver.child(encoding, name);
    const part = body.encoding === 'multipart' ? readPart(name, node, how, reading) : undefined;
    const own = part?.schema ?? withExamples(schema, examplesFor(name, examples));
    const argument = args.add(name, 'body', own, required.has(name));
    const complete = part?.complete(argument);
    if (complete !== undefined) parts.push([name, complete]);
    return { argument, property: name };
  });
  return {
    body: {
      ...body,
      properties: bound,
      ...(parts.length === 0 ? {} : { parts: Object.fromEntries(parts) }),
      ...(rest === undefined ? {} : { rest: true }),
    },
    additional: rest === undefined ? false : rest.value === true ? true : converter.convert(rest, 'input'),
  };
}
