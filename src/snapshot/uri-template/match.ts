import { languageOf } from './language.ts';
import { isTemplateFault, parseUriTemplate, variablesOf } from './parse.ts';
import { programOf } from './program.ts';
import { run } from './run.ts';

/** The values of the variables of a template in a URI, decoded; undefined when the URI is none of its expansions. */
export type MatchUri = (uri: string) => ReadonlyMap<string, string> | undefined;

/** Characters of a URI. A longer one matches nothing. */
export const longestUri = 8192;

/**
 * The way back from an expansion to a template (RFC 6570, 1.4): every expansion matches, the pairs of a query in any
 * order. Where a URI can be cut in several ways, a variable takes as much as it can. Throws for what is no template.
 */
export function uriMatcher(text: string): MatchUri {
  const template = parseUriTemplate(text);
  if (isTemplateFault(template)) throw new Error(`no URI template: ${template.problem}`);
  const names = variablesOf(template);
  const program = programOf(languageOf(template, names, { empty: true }));
  return (uri) => {
    const slots = uri.length > longestUri ? undefined : run(program, uri);
    if (slots === undefined) return undefined;
    const values = new Map<string, string>();
    names.forEach((name, index) => {
      const [from, to] = [slots[2 * index], slots[2 * index + 1]];
      if (from !== undefined && to !== undefined && to >= from) values.set(name, decode(uri.slice(from, to)));
    });
    return values;
  };
}

/** Percent-encoding undone; a text in which it is not valid stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
