import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../../kernel/index.ts';
import { checkDocument } from '../check.ts';
import { type FileText, readDocuments } from '../text/read-documents.ts';
import { commentsOf } from './comments.ts';
import { formatJson } from './format-json.ts';
import { formatYaml } from './format-yaml.ts';

/** What became of a file. */
export type Formatted =
  /** None of ours: a spec, or a document of another system. */
  | { readonly type: 'foreign' }
  /** Ours, and no YAML or JSON. */
  | { readonly type: 'broken'; readonly diagnostics: readonly Diagnostic[] }
  /** Ours, and left as it is. */
  | { readonly type: 'left'; readonly why: string }
  | { readonly type: 'formatted'; readonly text: string; readonly changed: boolean };

const byteOrderMark = '\uFEFF';

/**
 * The text of a file of manifests in the one layout: two spaces, `apiVersion`, `kind`, `metadata` and `spec` in this
 * order, quotes only where they are needed. Values and comments stay, which is checked, and layout that YAML has
 * several ways for stays with its author: blocks and braces, paragraphs, blank lines between members.
 */
export function formatFile(file: string, bytes: Uint8Array): Formatted {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes('reshapr.io/')) return { type: 'foreign' };
  const read = readDocuments(file, bytes);
  const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { type: 'broken', diagnostics: errors };
  const ours = read.documents.filter((document) => checkDocument(document).ours).length;
  if (ours === 0) return { type: 'foreign' };
  if (ours < read.documents.length) return { type: 'left', why: 'it also holds documents of others' };
  return layOut(file, buffer.toString('utf8'), read);
}

function layOut(file: string, original: string, read: FileText): Formatted {
  const mark = original.startsWith(byteOrderMark) ? byteOrderMark : '';
  const source = original.slice(mark.length);
  const windows = source.includes('\r\n');
  const text = source.replaceAll('\r\n', '\n');
  if (text.includes('\r')) return { type: 'left', why: 'it has carriage returns within lines' };
  const isJson = parsesAsJson(text);
  const laidOut = isJson ? formatJson(text) : settled(text);
  if (typeof laidOut !== 'string') return { type: 'left', why: laidOut.why };
  if (laidOut === text) return { type: 'formatted', text: original, changed: false };
  if (!saysTheSame(file, laidOut, read) || (!isJson && !hasSameComments(text, laidOut))) return uncommon;
  return {
    type: 'formatted',
    text: mark + (windows ? laidOut.replaceAll('\n', '\r\n') : laidOut),
    changed: true,
  };
}

const uncommon = {
  type: 'left',
  why: 'its layout is too uncommon to be sure that nothing gets lost',
} as const;

/** A layout that laying it out again does not change. Comments in odd places take more than one turn to get there. */
function settled(text: string): string | { readonly why: string } {
  let before = text;
  for (let turn = 0; turn < 4; turn++) {
    const after = formatYaml(before);
    if (typeof after !== 'string' || after === before) return after;
    before = after;
  }
  return uncommon;
}

function parsesAsJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function saysTheSame(file: string, text: string, { documents }: FileText): boolean {
  const values = (all: FileText['documents']) => all.map(({ value }) => value);
  const again = readDocuments(file, Buffer.from(text));
  return again.diagnostics.length === 0 && isDeepStrictEqual(values(again.documents), values(documents));
}

function hasSameComments(before: string, after: string): boolean {
  return isDeepStrictEqual(commentsOf(before).sort(), commentsOf(after).sort());
}
