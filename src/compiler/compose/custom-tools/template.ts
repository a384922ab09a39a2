import { didYouMean, finding, isJsonObject } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { Context } from '../../context.ts';
import { literalPlaceholder, objectPlaceholder, undeclaredPlaceholder, unusedInput } from './diagnostics.ts';
import { type Declared, elicitKey, readText } from './placeholders.ts';

type Path = readonly (string | number)[];

/** Reports placeholders that never get a value and texts that only look like one, and arguments that nothing uses. */
export function checkTemplate(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  template: Readonly<Record<string, unknown>>,
  declared: ReadonlyMap<string, Declared>,
  /** Arguments that are used elsewhere. */
  named: readonly string[],
  context: Context,
): void {
  const used = new Set<string>(named);
  const inTool: Path = ['customTools', name];

  function visit(value: unknown, path: Path, inList: boolean): void {
    if (typeof value === 'string') visitText(value, path, inList);
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, [...path, index], true);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) visit(member, [...path, key], inList);
  }

  function visitText(text: string, path: Path, inList: boolean): void {
    const read = readText(text, inList);
    if (read.type === 'text') return;
    const at = artifact.at([...inTool, ...path]);
    if (read.type === 'looks-like') {
      const hint = 'make the text the placeholder alone, or an argument that a model fills in as a whole';
      context.report(finding(literalPlaceholder, { text, why: read.why, hint }, at));
    }
    if (read.path === undefined) {
      for (const [, inside = ''] of text.matchAll(/\$\{([^}]*)\}/g)) used.add(inside);
      return;
    }
    used.add(read.path);
    const input = declared.get(read.path);
    if (input === undefined) {
      const suggestion = suggestionFor(read.path, declared);
      context.report(finding(undeclaredPlaceholder, { path: read.path, suggestion }, at));
    } else if (input.isObject && read.type === 'placeholder') {
      const member = memberOf(read.path, declared);
      context.report(finding(objectPlaceholder, { path: read.path, member }, at));
    }
  }

  visit(template, ['arguments'], false);
  for (const [path, { keys }] of declared) {
    // That the user agreed may be all that an answer is for.
    if (keys[0] === elicitKey && artifact.spec.customTools[name]?.elicit !== undefined) continue;
    if (isUsed(path, used) || [...declared.keys()].some((other) => other.startsWith(`${path}.`))) continue;
    const property = keys.flatMap((key) => ['properties', key]);
    const at = artifact.at([...inTool, 'input', ...property], 'key');
    context.report(finding(unusedInput, { path }, at));
  }
}

/** By itself, or as a part of an object that is named as a whole. */
function isUsed(path: string, used: ReadonlySet<string>): boolean {
  return [...used].some((each) => each === path || path.startsWith(`${each}.`));
}

export function suggestionFor(path: string, declared: ReadonlyMap<string, Declared>): string | undefined {
  const rest = path.replace(/^(input|arguments|args)\./, '');
  if (rest !== path && declared.has(rest)) return `write \${${rest}}: paths begin inside of input`;
  return didYouMean(path, declared.keys());
}

function memberOf(path: string, declared: ReadonlyMap<string, Declared>): string | undefined {
  const member = [...declared.keys()].find((each) => each.startsWith(`${path}.`));
  return member?.slice(path.length + 1);
}
