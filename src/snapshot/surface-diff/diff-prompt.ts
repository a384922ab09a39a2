import type { PromptObject } from '../objects/prompt.ts';
import type { Note } from './change.ts';

type Argument = NonNullable<PromptObject['arguments']>[number];

/** What differs between two prompts of the same name. */
export function diffPrompt(before: PromptObject, after: PromptObject, note: Note): void {
  for (const field of ['title', 'description'] as const)
    if (before[field] !== after[field]) note('prompt-described', { path: field });
  if (before.template !== after.template) note('prompt-text-changed');
  const old = byName(before);
  const now = byName(after);
  for (const [path, argument] of now) {
    const was = old.get(path);
    if (was === undefined)
      note(argument.required ? 'prompt-argument-required' : 'prompt-argument-added', { path });
    else diffArgument(was, argument, note);
  }
  for (const path of old.keys()) if (!now.has(path)) note('prompt-argument-removed', { path });
}

function diffArgument(before: Argument, after: Argument, note: Note): void {
  const path = after.name;
  if (after.required === true && before.required !== true) note('prompt-argument-required', { path });
  if (after.required !== true && before.required === true) note('prompt-argument-optional', { path });
  if (takesLess(before.enum, after.enum)) note('prompt-argument-narrowed', { path });
  if (takesLess(after.enum, before.enum)) note('prompt-argument-widened', { path });
  for (const field of ['title', 'description'] as const)
    if (before[field] !== after[field]) note('prompt-described', { path: `${field} of argument ${path}` });
}

/** Is there a value that the first allows and the second does not? */
function takesLess(before: Argument['enum'], after: Argument['enum']): boolean {
  return after !== undefined && (before === undefined || before.some((value) => !after.includes(value)));
}

function byName({ arguments: declared = [] }: PromptObject): Map<string, Argument> {
  return new Map(declared.map((argument) => [argument.name, argument]));
}
