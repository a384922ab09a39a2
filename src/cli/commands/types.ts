import { didYouMean, problem, writeDurably } from '../../kernel/index.ts';
import { directoryTree } from '../../source/index.ts';
import { compileTree, requireCompiled } from '../compile/compile-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import { fileProblem } from '../file-problem.ts';
import type { Io } from '../io.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { notAScript } from '../problems.ts';
import { declareTools } from '../types/declare-tools.ts';
import { scriptGlobals, scriptTypes } from '../types/script-host.ts';
import { type SelectedTools, selectTools } from '../types/select-tools.ts';

interface Options {
  readonly out?: string;
  /** A scripted tool, or `true` for any script. */
  readonly script?: string | true;
}

export async function run(
  io: Io,
  target: string | undefined,
  directory: string,
  { out, script }: Options,
): Promise<number> {
  const { snapshot } = await requireCompiled(await compileTree(await directoryTree(directory)), io);
  const selected = selectTools(snapshot, target);
  const text = `// Tools of ${selected.what}, made by \`reshapr types\`. A tool's \`result\` is the \`structuredContent\` of its
// answers, and unknown where it promises none.\n\n${await declarations(selected, script)}`;
  if (out === undefined) io.console.out(text.trimEnd());
  else {
    await writeDurably(out, [Buffer.from(text)], 0o644).catch((error: unknown) => {
      throw fileProblem(out, error);
    });
    io.console.err(`Wrote ${out}: ${count(selected.tools.length, 'tool')} of ${selected.what}.`);
  }
  return exitCodes.ok;
}

async function declarations(selected: SelectedTools, script: Options['script']): Promise<string> {
  const all = { name: 'Tools', tools: selected.tools };
  if (script === undefined) return declareTools(selected, [all], false);
  if (script === true) {
    const globals = scriptGlobals({ services: new Map(), input: 'Record<string, unknown>' });
    return `${await declareTools(selected, [all], true)}\n${globals}`;
  }
  const scripts = selected.tools.filter(({ tool }) => tool.call.protocol === 'script');
  const chosen = scripts.find(({ tool }) => tool.name === script);
  if (chosen === undefined) {
    const names = scripts.map(({ tool }) => tool.name);
    throw problem(notAScript, { tool: script, suggestion: didYouMean(script, names), names });
  }
  const types = scriptTypes(chosen, selected);
  return `${await declareTools(selected, types.maps, true, chosen)}\n${scriptGlobals(types)}`;
}
