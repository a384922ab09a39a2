import { Composer, type CST, type Document, type ParsedNode, Parser } from 'yaml';

export type YamlDocument = Document.Parsed<ParsedNode>;

/** The tokens of a YAML text, faults included. */
export function parseYaml(text: string): readonly CST.Token[] {
  return [...new Parser().parse(text)];
}

/** The documents that tokens make. Keys are compared elsewhere, in linear time. */
export function composeYaml(tokens: readonly CST.Token[]): readonly YamlDocument[] {
  return [...new Composer({ merge: true, uniqueKeys: false }).compose(tokens)];
}
