import type { YAMLError } from 'yaml';
import { type Diagnostic, finding, type Json, type Range } from '../../kernel/index.ts';
import { aliasesRefused, duplicateKey, notJson, syntaxError, tooDeep, yamlWarning } from './diagnostics.ts';
import { checkJson, depthLimit } from './json-fault.ts';
import type { LineIndex } from './line-index.ts';
import type { LocatedDocument, ValuePath } from './located.ts';
import { tooDeepAt, type YamlFault, yamlFaults } from './yaml-limits.ts';
import { keepLimit, kept, keptWeakly, locator, parseYaml, type YamlDocument } from './yaml-nodes.ts';

/** The documents of a YAML text, with exact places; a document with an error gives findings and no value. */
export function yamlDocuments(
  file: string,
  text: string,
  lines: LineIndex,
): { documents: LocatedDocument[]; diagnostics: Diagnostic[] } {
  const documents: LocatedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const parsed = parseYaml(text);
  const nodes = text.length > keepLimit ? kept(parsed) : keptWeakly(parsed, text);
  for (const [index, document] of parsed.entries()) {
    if (document.errors.length > 0) {
      diagnostics.push(...errorDiagnostics(file, text, document.errors, lines));
      continue;
    }
    for (const { pos, message } of document.warnings)
      diagnostics.push(finding(yamlWarning, { message }, { file, range: lines.range(pos[0], pos[1]) }));
    const located = locatedDocument(file, document, locator(nodes, index, lines), lines);
    if ('faults' in located) diagnostics.push(...located.faults);
    else if (located.document.value !== null) documents.push(located.document);
  }
  return { documents, diagnostics };
}

/** One mistake often makes the parser stumble again and again, at one place or at many: the first say it all. */
const errorLimit = 10;

function errorDiagnostics(
  file: string,
  text: string,
  errors: readonly YAMLError[],
  lines: LineIndex,
): Diagnostic[] {
  const deep = errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION') ? tooDeepAt(text) : undefined;
  if (deep !== undefined)
    return [finding(tooDeep, { limit: depthLimit }, { file, range: lines.range(deep, deep + 1) })];
  const places = new Map(errors.toReversed().map((error) => [error.pos[0], error]));
  const first = [...places.values()].sort((a, b) => a.pos[0] - b.pos[0]).slice(0, errorLimit);
  return first.map((error) => errorDiagnostic(file, error, lines));
}

function errorDiagnostic(file: string, error: YAMLError, lines: LineIndex): Diagnostic {
  const [start, end] = error.pos;
  const at = { file, range: lines.range(start, Math.max(start + 1, end)) };
  return finding(syntaxError, { message: error.message }, at);
}

function faultDiagnostic(file: string, fault: YamlFault, lines: LineIndex): Diagnostic {
  const at = { file, range: lines.range(fault.start, fault.end) };
  if (fault.type === 'alias') return finding(aliasesRefused, { reason: fault.reason }, at);
  if (fault.type === 'duplicate') return finding(duplicateKey, { key: fault.key }, at);
  return finding(notJson, { what: fault.what }, at);
}

function locatedDocument(
  file: string,
  document: YamlDocument,
  locate: (path: ValuePath, part: 'key' | 'value') => Range | undefined,
  lines: LineIndex,
): { document: LocatedDocument } | { faults: Diagnostic[] } {
  const whole = lines.range(document.contents?.range?.[0] ?? 0, document.contents?.range?.[1] ?? 0);
  const faults = yamlFaults(document);
  if (faults.length > 0)
    return { faults: faults.slice(0, errorLimit).map((fault) => faultDiagnostic(file, fault, lines)) };
  // The aliases were counted above.
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  const rangeOf = (path: ValuePath, part: 'key' | 'value'): Range => locate(path, part) ?? whole;
  const { fault } = checkJson(value);
  if (fault !== undefined) {
    const at = { file, range: rangeOf(fault.path, 'value') };
    if (fault.type === 'depth') return { faults: [finding(tooDeep, { limit: fault.limit }, at)] };
    return { faults: [finding(notJson, { what: fault.what }, at)] };
  }
  return {
    document: {
      file,
      value: value as Json,
      range: whole,
      locate: (path, part = 'value') => ({ file, range: rangeOf(path, part) }),
    },
  };
}
