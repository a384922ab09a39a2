import { didYouMean, finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { Context } from '../../context.ts';
import { type Analysis, analyze, ownService, type Span, type SyntaxFault } from './analyze.ts';
import {
  noReturn,
  notInSandbox,
  scriptSyntax,
  uncalledTool,
  undeclaredCall,
  unknownHostFunction,
} from './diagnostics.ts';

type CustomTool = ManifestOf<'CustomTools'>['spec']['customTools'][string];
export type Scripted = Extract<CustomTool, { script: string }>;

/** What a script says; read once, however often it is asked for. */
export function analysisOf(item: Scripted): Analysis | SyntaxFault {
  let analysis = analyses.get(item);
  if (analysis === undefined) {
    analysis = analyze(item.script);
    analyses.set(item, analysis);
  }
  return analysis;
}

const analyses = new WeakMap<Scripted, Analysis | SyntaxFault>();

/** Whether two ways to name a service mean the same: the own one may be left out. */
export function isSameService(a: string | undefined, b: string | undefined, own: string): boolean {
  const named = (service: string | undefined): string => service || own;
  return named(a) === named(b);
}

/** Reports what is wrong with a script by itself. `own` is `<name>:<version>` of its service. */
export function checkScript(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  item: Scripted,
  own: string,
  context: Context,
): void {
  const path = ['customTools', name];
  const analysis = analysisOf(item);
  const at = ({ start, end }: Span) => artifact.within([...path, 'script'], start, end);
  if ('problem' in analysis) {
    const { problem, at: start } = analysis;
    const params = {
      problem: problem.replace(/^'import' and 'export'.*/, 'scripts import nothing'),
      hint: hintFor(problem),
    };
    context.report(finding(scriptSyntax, params, at({ start, end: start + 1 })));
    return;
  }
  for (const call of analysis.calls) {
    const { tool, service } = call;
    if (tool === undefined || service === undefined) continue;
    if (item.tools.some((each) => each.tool === tool && isSameService(each.service, service, own))) continue;
    const suggestion = didYouMean(
      tool,
      item.tools.map((each) => each.tool),
    );
    const what = service === ownService ? `'${tool}'` : `'${tool}' of '${service}'`;
    context.report(finding(undeclaredCall, { tool: what, suggestion }, at(call.toolAt)));
  }
  for (const { name: used, ...span } of analysis.hostFunctions)
    if (!hostFunctions.includes(used)) {
      const suggestion = didYouMean(used, hostFunctions);
      context.report(finding(unknownHostFunction, { name: used, suggestion }, at(span)));
    }
  for (const [used, span] of analysis.unknownNames) {
    const hint = absent[used];
    if (hint !== undefined && Object.hasOwn(absent, used))
      context.report(finding(notInSandbox, { name: used, hint }, at(span)));
  }
  for (const span of analysis.imports)
    context.report(finding(notInSandbox, { name: 'import', hint: noImports }, at(span)));
  if (!analysis.returns && !analysis.hostFunctions.some(({ name: used }) => used === 'fail'))
    context.report(finding(noReturn, {}, artifact.at([...path, 'script'], 'key')));
  if (analysis.isOpaque) return;
  item.tools.forEach(({ tool, service }, index) => {
    const isCalled = analysis.calls.some(
      (call) => call.tool === tool && isSameService(call.service, service, own),
    );
    if (!isCalled)
      context.report(finding(uncalledTool, { tool }, artifact.at([...path, 'tools', index, 'tool'])));
  });
}

const hostFunctions = ['callTool', 'callToolAsync', 'awaitPromises', 'log', 'progress', 'fail'];

const byTools = 'call a tool instead: rs.callTool(tool, params)';
const noTimers = 'there are no timers: rs.awaitPromises waits for calls';
const noImports = 'write what is needed into the script';
const noConsole = 'rs.log(message) tells the client';

/** What people expect to find, and what to do instead. */
const absent: Readonly<Record<string, string>> = {
  fetch: byTools,
  XMLHttpRequest: byTools,
  WebSocket: byTools,
  require: noImports,
  module: noImports,
  process: 'what a script needs are its arguments: input',
  setTimeout: noTimers,
  setInterval: noTimers,
  setImmediate: noTimers,
  queueMicrotask: noTimers,
  console: noConsole,
  Buffer: 'work with texts and lists',
  window: byTools,
  document: byTools,
  arguments: 'the arguments are input',
};

function hintFor(problem: string): string {
  if (problem.startsWith("'import' and 'export'")) return noImports;
  if (problem.includes('await')) return 'rs.callTool waits by itself: await is for async functions only';
  return 'correct the script here, or just before';
}
