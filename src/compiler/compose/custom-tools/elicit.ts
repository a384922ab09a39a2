import { finding, isJsonObject } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { type JsonSchema, placeholdersOf } from '../../../snapshot/index.ts';
import type { Context } from '../../context.ts';
import { badInputSchema, undeclaredPlaceholder } from './diagnostics.ts';
import { type Declared, elicitKey } from './placeholders.ts';
import { suggestionFor } from './template.ts';

type CustomTool = ManifestOf<'CustomTools'>['spec']['customTools'][string];
type Asking = Pick<Extract<CustomTool, { tool: string }>, 'input' | 'elicit'>;

/** What a template may place: the arguments, and what the user is asked. Forms may be declined, but then nothing is sent. */
export function withElicited({ input, elicit }: Asking): JsonSchema {
  if (elicit === undefined) return input;
  const forms = Object.fromEntries(Object.entries(elicit).map(([key, { schema }]) => [key, schema]));
  const answers = { type: 'object', properties: forms, required: Object.keys(forms) };
  const required = [...(input.required ?? []), elicitKey];
  return { ...input, properties: { ...input.properties, [elicitKey]: answers }, required };
}

/** Reports what is wrong with the forms of a tool; gives the arguments that their messages name. */
export function checkElicit(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  { input, elicit }: Asking,
  declared: ReadonlyMap<string, Declared>,
  context: Context,
): readonly string[] {
  if (elicit === undefined) return [];
  if (isJsonObject(input.properties) && Object.hasOwn(input.properties, elicitKey)) {
    const at = artifact.at(['customTools', name, 'input', 'properties', elicitKey], 'key');
    const problem = `'${elicitKey}' is where answers of the user are, so no argument can have this name`;
    context.report(finding(badInputSchema, { problem, hint: 'give it another name' }, at));
  }
  return Object.entries(elicit).flatMap(([key, { message, schema }]) => {
    const place = ['customTools', name, elicitKey, key];
    const missing = (schema.required ?? []).filter((field) => !Object.hasOwn(schema.properties, field));
    for (const field of missing) {
      const problem = `'${field}' is required, but not among the properties`;
      const at = artifact.at([...place, 'schema', 'required']);
      context.report(finding(badInputSchema, { problem, hint: undefined }, at));
    }
    const paths = placeholdersOf(message);
    for (const path of paths) {
      if (declared.has(path) && !path.startsWith(`${elicitKey}.`)) continue;
      const suggestion = suggestionFor(path, declared);
      context.report(
        finding(undeclaredPlaceholder, { path, suggestion }, artifact.at([...place, 'message'])),
      );
    }
    return paths;
  });
}
