import type { JSONSchema } from 'json-schema-to-typescript';
import type { SimpleSchema } from './simple-schema.ts';

/** The types of schemas that refer to each other by `tsType`; `root` comes as an interface of its own. */
export async function compileTypes(
  root: string,
  schema: SimpleSchema,
  definitions: Iterable<readonly [string, SimpleSchema]>,
): Promise<string> {
  // It brings a formatter of 25 MB along, which no other command needs.
  const { compile } = await import('json-schema-to-typescript');
  const document: unknown = structuredClone({ ...schema, $defs: Object.fromEntries(definitions) });
  const text = await compile(document as JSONSchema, root, {
    additionalProperties: false,
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return tidied(text, root);
}

/** Without the note on every definition that it is one, and with a line between declarations. */
function tidied(text: string, root: string): string {
  const note = ` \\* This interface was referenced by \`${root}\`'s JSON-Schema\\n \\* via the \`definition\` "\\w+"\\.\\n`;
  return text
    .replaceAll(new RegExp(`^/\\*\\*\\n${note} \\*/\\n`, 'gm'), '')
    .replaceAll(new RegExp(`^ \\*\\n${note}`, 'gm'), '')
    .replaceAll(/^(\}|\S.*;)\n(?=\/\*\*$|export )/gm, '$1\n\n');
}
