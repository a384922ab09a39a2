import { type Diagnostic, fileStart, finding, type Json } from '../../kernel/index.ts';
import { decodeUtf8 } from './decode.ts';
import {
  duplicateKey,
  fileTooLarge,
  invalidUtf8,
  notJson,
  syntaxError,
  tooDeep,
  tooManyValues,
} from './diagnostics.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { jsonDocument } from './json-document.ts';
import { jsonErrorAt } from './json-error.ts';
import { checkJson } from './json-fault.ts';
import { hasTooManyValues, jsonValueLimit } from './json-values.ts';
import { type LineIndex, lineIndexOf } from './line-index.ts';
import type { LocatedDocument } from './located.ts';
import { yamlDocuments } from './yaml-document.ts';

/** Bytes that one file may have: the largest public specs, every reference written out, have 78 million. */
export const fileSizeLimit = 96 * 1024 * 1024;

/** Bytes that a file may have which is YAML and no JSON: parsing it takes some 60 bytes for each. */
export const yamlSizeLimit = 16 * 1024 * 1024;

/** What a file says: its documents, and what is wrong with its text. Depends on the bytes and the name only. */
export interface FileText {
  readonly documents: readonly LocatedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is said of a file that is not read because of its size. */
export function tooLarge(file: string, size: number): FileText {
  return failed(finding(fileTooLarge, { size, limit: fileSizeLimit }, { file, range: fileStart }));
}

/** Reads YAML (several documents) or JSON. */
export function readDocuments(file: string, bytes: Uint8Array): FileText {
  if (bytes.length > fileSizeLimit) return tooLarge(file, bytes.length);
  const nul = bytes.indexOf(0);
  const decoded = nul >= 0 ? { invalidAt: nul } : decodeUtf8(bytes);
  if ('invalidAt' in decoded) {
    const before = Buffer.from(bytes.subarray(0, decoded.invalidAt)).toString('utf8');
    const range = lineIndexOf(before).range(before.length, before.length + 1);
    return failed(finding(invalidUtf8, { offset: decoded.invalidAt }, { file, range }));
  }
  const lines = lineIndexOf(decoded.text);
  if (looksLikeJson(decoded.text) && hasTooManyValues(decoded.text))
    return failed(finding(tooManyValues, { limit: jsonValueLimit }, { file, range: fileStart }));
  const json = parseJson(decoded.text);
  if (json === undefined) {
    if (bytes.length > yamlSizeLimit)
      return failed(
        finding(
          fileTooLarge,
          { size: bytes.length, limit: yamlSizeLimit, as: 'YAML' },
          { file, range: fileStart },
        ),
      );
    const yaml = yamlDocuments(file, decoded.text, lines);
    // What YAML makes of broken JSON is rarely what was meant.
    if (!file.endsWith('.json') || yaml.documents.length === 0) return yaml;
    return { documents: [], diagnostics: [jsonSyntaxError(file, decoded.text, lines)] };
  }
  const document = jsonDocument(file, decoded.text, json.value, lines);
  const { fault, members } = checkJson(json.value);
  if (fault === undefined) {
    const diagnostics = duplicateKeys(decoded.text, members).map(({ key, start, end }) =>
      finding(duplicateKey, { key }, { file, range: lines.range(start, end) }),
    );
    return { documents: diagnostics.length > 0 ? [] : [document], diagnostics };
  }
  const at = document.locate(fault.path);
  if (fault.type === 'depth') return failed(finding(tooDeep, { limit: fault.limit }, at));
  return failed(finding(notJson, { what: fault.what }, at));
}

/** JSON when it looks and parses like it; anything else is left to YAML, which says exactly what is wrong. */
function parseJson(text: string): { value: Json } | undefined {
  if (!looksLikeJson(text)) return undefined;
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function jsonSyntaxError(file: string, text: string, lines: LineIndex): Diagnostic {
  const at = jsonErrorAt(text);
  const what =
    text[at] === undefined ? 'the text ends too early' : `${JSON.stringify(text[at])} cannot stand here`;
  return finding(syntaxError, { message: `no JSON: ${what}` }, { file, range: lines.range(at, at + 1) });
}

function failed(diagnostic: Diagnostic): FileText {
  return { documents: [], diagnostics: [diagnostic] };
}
