import { didYouMean, finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { type PromptObject, placeholdersOf } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import type { ArtifactPart } from './parts.ts';
import {
  duplicateArgument,
  nestedPlaceholder,
  undeclaredPlaceholder,
  unusedArgument,
} from './prompt-diagnostics.ts';

type Prompts = ManifestOf<'Prompts'>;
type Prompt = Prompts['spec']['prompts'][string];

/** What a Prompts artifact becomes: an object for each prompt. */
export function prompts(artifact: Prompts, context: Context): ArtifactPart[] {
  return Object.entries(artifact.spec.prompts).map(([key, prompt]) => {
    checkPrompt(key, prompt, artifact, context);
    const at = artifact.at(['prompts', key], 'key');
    return { kind: 'prompt', key, object: promptObject(key, prompt), at };
  });
}

function promptObject(name: string, { title, description, arguments: args, result }: Prompt): PromptObject {
  return {
    format: 'prompt@1',
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(args === undefined || args.length === 0 ? {} : { arguments: args }),
    template: result,
  };
}

function checkPrompt(
  prompt: string,
  { arguments: args = [], result }: Prompt,
  artifact: Prompts,
  context: Context,
): void {
  const at = (...path: (string | number)[]) => artifact.at(['prompts', prompt, ...path]);
  const declared = args.map(({ name }) => name);
  const used = placeholdersOf(result);
  const [nested] = /\$\{[^{}]*\$\{[^{}]*\}[^{}]*\}?/.exec(result) ?? [];
  if (nested !== undefined)
    context.report(finding(nestedPlaceholder, { prompt, text: nested }, at('result')));
  for (const name of used) {
    if (declared.includes(name)) continue;
    const problem = { name, prompt, suggestion: didYouMean(name, declared) };
    context.report(finding(undeclaredPlaceholder, problem, at('result')));
  }
  declared.forEach((name, index) => {
    const place = at('arguments', index, 'name');
    if (declared.indexOf(name) < index) context.report(finding(duplicateArgument, { name, prompt }, place));
    else if (!used.includes(name)) {
      const loose = used.filter((each) => !declared.includes(each));
      const suggestion = didYouMean(name, loose);
      context.report(finding(unusedArgument, { name, prompt, suggestion }, place));
    }
  });
}
