import { Lexer } from 'yaml';

/** A comment of a YAML text, from its `#` to the end of its line. */
export interface YamlComment {
  readonly offset: number;
  readonly text: string;
}

/** Every comment, in order; what a block of text or quotes hold is none. */
export function* yamlComments(text: string): Generator<YamlComment> {
  let offset = 0;
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    // Marks that the lexer puts between the pieces of the text; one of them says that a scalar follows.
    if (token === '\u0002' || token === '\u0018') continue;
    if (token === '\u001f') {
      scalar = true;
      continue;
    }
    if (!scalar && token.startsWith('#')) yield { offset, text: token };
    scalar = false;
    offset += token.length;
  }
}

/** What comments say, without the blanks at their ends. */
export function commentsOf(text: string): string[] {
  return [...yamlComments(text)].map((comment) => comment.text.trimEnd());
}
