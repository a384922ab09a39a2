import type { YAMLError } from 'yaml';
import { type Diagnostic, finding, type Json, type Range } from '../../kernel/index.ts';
import { aliasesRefused, duplicateKey, notJson, syntaxError, tooDeep, yamlWarning } from './diagnostics.ts';
import { checkJson, depthLimit } from './json-fault.ts';
import type { LineIndex } from './line-index.ts';
import type { LocatedDocument, ValuePath } from './located.ts';
import { type Places, placeAt, placesOf } from './places.ts';
import { plainTokens } from './plain-tokens.ts';
import { rangeWithin, textAt, textOffsets } from './text-offsets.ts';
import { tooDeepAt, type YamlFault, yamlFaults } from './yaml-limits.ts';
import { composeYaml, parseYaml, type YamlDocument } from './yaml-nodes.ts';
import { endlessDepthAt } from './yaml-stack.ts';

/** The documents of a YAML text, with exact places; a document with an error gives findings and no value. */
export function yamlDocuments(
  file: string,
  text: string,
  lines: LineIndex,
): { documents: LocatedDocument[]; diagnostics: Diagnostic[] } {
  const documents: LocatedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const endless = endlessDepthAt(text);
  if (endless !== undefined) return { documents, diagnostics: [tooDeepFinding(file, endless, lines)] };
  const tokens = parseYaml(text);
  const plain = plainTokens(tokens);
  if (plain !== undefined) return { documents: [locatedDocument(file, plain, text, lines)], diagnostics };
  for (const document of composeYaml(tokens)) {
    if (document.errors.length > 0) {
      diagnostics.push(...errorDiagnostics(file, text, document.errors, lines));
      continue;
    }
    for (const { pos, message } of document.warnings)
      diagnostics.push(finding(yamlWarning, { message }, { file, range: lines.range(pos[0], pos[1]) }));
    const read = readDocument(file, document, lines);
    if ('faults' in read) diagnostics.push(...read.faults);
    else if (read.value !== null) documents.push(locatedDocument(file, read, text, lines));
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
  if (deep !== undefined) return [tooDeepFinding(file, deep, lines)];
  const places = new Map(errors.toReversed().map((error) => [error.pos[0], error]));
  const first = [...places.values()].sort((a, b) => a.pos[0] - b.pos[0]).slice(0, errorLimit);
  return first.map((error) => errorDiagnostic(file, error, lines));
}

function tooDeepFinding(file: string, at: number, lines: LineIndex): Diagnostic {
  return finding(tooDeep, { limit: depthLimit }, { file, range: lines.range(at, at + 1) });
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

interface ReadDocument {
  readonly value: Json;
  readonly places: Places;
}

function readDocument(
  file: string,
  document: YamlDocument,
  lines: LineIndex,
): ReadDocument | { readonly faults: Diagnostic[] } {
  const faults = yamlFaults(document);
  if (faults.length > 0)
    return { faults: faults.slice(0, errorLimit).map((fault) => faultDiagnostic(file, fault, lines)) };
  // The aliases were counted above.
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  const { fault } = checkJson(value);
  if (fault === undefined)
    return { value: value as Json, places: placesOf(document.contents, value as Json) };
  const at = {
    file,
    range: rangeOf(placesOf(document.contents, value as Json), value as Json, fault.path, lines),
  };
  if (fault.type === 'depth') return { faults: [finding(tooDeep, { limit: fault.limit }, at)] };
  return { faults: [finding(notJson, { what: fault.what }, at)] };
}

/** A document of which only its value, the table of its places and its text are kept. */
function locatedDocument(
  file: string,
  { value, places }: ReadDocument,
  source: string,
  lines: LineIndex,
): LocatedDocument {
  return {
    file,
    value,
    range: rangeOf(places, value, [], lines),
    locate: (path, part = 'value') => ({ file, range: rangeOf(places, value, path, lines, part) }),
    within: (path, start, end) => {
      const text = textAt(value, path);
      const [from, to] = placeAt(places, value, path, 'value');
      // An alias stands for a text that is elsewhere.
      if (text === undefined || source[from] === '*')
        return { file, range: rangeOf(places, value, path, lines) };
      return { file, range: rangeWithin(textOffsets(source, from, to, text), start, end, lines) };
    },
  };
}

function rangeOf(
  places: Places,
  value: Json,
  path: ValuePath,
  lines: LineIndex,
  part: 'key' | 'value' = 'value',
): Range {
  const [start, end] = placeAt(places, value, path, part);
  return lines.range(Math.max(start, 0), Math.max(end, 0));
}
