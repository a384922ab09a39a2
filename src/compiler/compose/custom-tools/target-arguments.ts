import { didYouMean, finding, isJsonObject } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { lazyCheck } from '../../../snapshot/index.ts';
import type { Context } from '../../context.ts';
import {
  missingTargetArgument,
  optionalForRequired,
  unfitTargetArgument,
  unknownTargetArgument,
} from './diagnostics.ts';
import { type Declared, readText } from './placeholders.ts';
import { membersOf, resolved, type Target } from './targets.ts';

type Template = Readonly<Record<string, unknown>>;

/** Reports what of a template the called tool would refuse, by its input schema. */
export function checkTargetArguments(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  template: Template,
  declared: ReadonlyMap<string, Declared>,
  { tool, defs }: Target,
  context: Context,
): void {
  const target = tool.name;
  const locate = (keys: readonly string[], part: 'key' | 'value') =>
    artifact.at(['customTools', name, ...(keys.length === 0 ? [] : ['arguments', ...keys])], part);

  function visitObject(value: Template, schema: unknown, keys: readonly string[]): void {
    const members = membersOf(schema, defs);
    if (members === undefined) return;
    for (const [key, member] of Object.entries(value)) {
      const path = [...keys, key];
      const argument = path.join('.');
      if (Object.hasOwn(members.properties, key)) {
        visit(member, members.properties[key], path, members.required.includes(key));
        continue;
      }
      if (!members.closed) continue;
      const suggestion = didYouMean(key, Object.keys(members.properties));
      context.report(finding(unknownTargetArgument, { argument, target, suggestion }, locate(path, 'key')));
    }
    for (const required of members.required) {
      if (Object.hasOwn(value, required)) continue;
      const argument = [...keys, required].join('.');
      const at = keys.length === 0 ? artifact.at(['customTools', name, 'tool']) : locate(keys, 'key');
      context.report(finding(missingTargetArgument, { argument, target }, at));
    }
  }

  function visit(value: unknown, schema: unknown, keys: readonly string[], required: boolean): void {
    const text = typeof value === 'string' ? readText(value, false) : undefined;
    if (text?.type === 'placeholder') return visitPlaceholder(text.path, schema, keys, required);
    if (isJsonObject(value) && hasPlaceholder(value)) return visitObject(value, schema, keys);
    const shape = resolved(schema, defs);
    if (shape === undefined) return;
    // Most arguments are told by a schema that refers to nothing; to look through all others takes longer.
    const isAlone = !JSON.stringify(shape).includes('"$ref"');
    const [problem] = lazyCheck(isAlone ? shape : { ...shape, $defs: defs })(value);
    if (problem === undefined) return;
    refuse(keys, problem.replace(/^the value /, 'it '));
  }

  function visitPlaceholder(path: string, schema: unknown, keys: readonly string[], required: boolean): void {
    const input = declared.get(path);
    if (input === undefined) return;
    const argument = keys.join('.');
    if (input.isObject) {
      if (required)
        context.report(finding(missingTargetArgument, { argument, target }, locate(keys, 'value')));
      return;
    }
    const [given, wanted] = [typesOf(input.schema), typesOf(resolved(schema, defs))];
    if (given !== undefined && wanted !== undefined && !given.some((type) => accepts(wanted, type)))
      refuse(keys, `'${path}' is ${given.join(' or ')}, it must be ${wanted.join(' or ')}`);
    if (required && !input.given) {
      const at = locate(keys, 'value');
      context.report(finding(optionalForRequired, { path, argument, target }, at));
    }
  }

  function refuse(keys: readonly string[], problem: string): void {
    const params = { argument: keys.join('.'), target, problem };
    context.report(finding(unfitTargetArgument, params, locate(keys, 'value')));
  }

  visitObject(template, tool.inputSchema, []);
}

function hasPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return readText(value, false).type === 'placeholder';
  return isJsonObject(value) && Object.values(value).some(hasPlaceholder);
}

/** The types that a schema names; undefined when it names none. */
function typesOf(schema: unknown): string[] | undefined {
  const type = isJsonObject(schema) ? schema['type'] : undefined;
  if (type === undefined) return undefined;
  return [type].flat().map(String);
}

function accepts(wanted: readonly string[], type: string): boolean {
  if (wanted.includes(type)) return true;
  if (type === 'integer') return wanted.includes('number');
  // A number may be a whole one.
  return type === 'number' && wanted.includes('integer');
}
