import { type Document, type ParsedNode, parseAllDocuments } from 'yaml';

export type YamlDocument = Document.Parsed<ParsedNode>;

/** The documents of a YAML text. Keys are compared elsewhere, in linear time. */
export function parseYaml(text: string): readonly YamlDocument[] {
  const parsed = parseAllDocuments(text, { prettyErrors: false, merge: true, uniqueKeys: false });
  return Array.isArray(parsed) ? parsed : [];
}
