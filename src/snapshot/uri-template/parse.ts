/** A URI template (RFC 6570, all four levels), taken apart. */
export interface UriTemplate {
  /** Literals as they stand in the template, and expressions. */
  readonly parts: readonly (string | Expression)[];
}

/** `{?page,size*}`. */
export interface Expression {
  readonly operator: Operator;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly explode: boolean;
}

export type Operator = '' | '+' | '#' | '.' | '/' | ';' | '?' | '&';

/** Why a text is no template, and the index of the character that says so. */
export interface TemplateFault {
  readonly problem: string;
  readonly index: number;
}

/** Characters of a template. Longer ones are refused, so that matching has a bound. */
export const longestTemplate = 1024;

const operators: readonly string[] = ['+', '#', '.', '/', ';', '?', '&'];
const variable =
  /^((?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*)(:[1-9]\d{0,3}|\*)?$/;
/** What no URI may hold, and what RFC 6570 (2.1) keeps out of literals. */
const unfit = /[\p{Cc} "<>\\^`|}]|%(?![0-9A-Fa-f]{2})/u;

/** Reads a template, or tells what is wrong with it. */
export function parseUriTemplate(text: string): UriTemplate | TemplateFault {
  if (text.length > longestTemplate)
    return { problem: `it is longer than ${longestTemplate} characters`, index: longestTemplate };
  if (!text.isWellFormed()) return { problem: 'it is no valid Unicode', index: 0 };
  const parts: (string | Expression)[] = [];
  let index = 0;
  while (index < text.length) {
    const open = text.indexOf('{', index);
    const end = open === -1 ? text.length : open;
    const literal = text.slice(index, end);
    const wrong = unfit.exec(literal);
    if (wrong !== null)
      return { problem: `'${wrong[0]}' may not stand outside of braces`, index: index + wrong.index };
    if (literal !== '') parts.push(literal);
    if (open === -1) break;
    const close = text.indexOf('}', open);
    if (close === -1) return { problem: "a '{' is not closed", index: open };
    const expression = parseExpression(text.slice(open + 1, close));
    if (typeof expression === 'string') return { problem: expression, index: open };
    parts.push(expression);
    index = close + 1;
  }
  return { parts };
}

export function isTemplateFault(parsed: UriTemplate | TemplateFault): parsed is TemplateFault {
  return 'problem' in parsed;
}

/** The variables of a template, in the order of their first use. */
export function variablesOf({ parts }: UriTemplate): string[] {
  const names = parts.flatMap((part) => (typeof part === 'string' ? [] : part.variables));
  return [...new Set(names.map(({ name }) => name))];
}

function parseExpression(text: string): Expression | string {
  const first = text.charAt(0);
  if (/^[=,!@|]/.test(text)) return `'{${first}' has no meaning (reserved by RFC 6570)`;
  const operator = operators.includes(first) ? (first as Operator) : '';
  const variables: Variable[] = [];
  for (const spec of text.slice(operator.length).split(',')) {
    const [, name, modifier] = variable.exec(spec) ?? [];
    if (name === undefined)
      return spec === '' ? `'{${text}}' names no variable` : `'${spec}' is no name of a variable`;
    variables.push({ name, explode: modifier === '*' });
  }
  return { operator, variables };
}
