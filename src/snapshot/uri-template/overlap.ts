import { encodeLiteral, languageOf, prefixOf } from './language.ts';
import { type UriTemplate, variablesOf } from './parse.ts';
import { type CharacterSet, type Program, programOf, reachable } from './program.ts';

/** Steps that comparing may still take; without any left, the answer is taken to be no. */
export interface Patience {
  steps: number;
}

/** In which order a character is chosen for an example: those that are easy to read first. */
const readable = Array.from(
  "xabcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:,;=?&#@!$+*()[]%'",
  (character) => character.charCodeAt(0),
);

/** Compares templates by the URIs that they match, their variables not empty. */
export interface TemplateLanguage {
  readonly program: Program;
  /** What every URI of it begins with. */
  readonly prefix: string;
  /** Characters that are always there: how much a template says. */
  readonly literal: number;
}

export function templateLanguage(template: UriTemplate): TemplateLanguage {
  const program = programOf(languageOf(template, variablesOf(template), { empty: false }));
  const literals = template.parts.filter((part) => typeof part === 'string');
  return { program, prefix: prefixOf(template), literal: encodeLiteral(literals.join('')).length };
}

/** A shortest URI that both match; undefined when there is none. */
export function commonUri(
  one: TemplateLanguage,
  other: TemplateLanguage,
  patience: Patience = { steps: 50_000 },
): string | undefined {
  const shorter = Math.min(one.prefix.length, other.prefix.length);
  if (one.prefix.slice(0, shorter) !== other.prefix.slice(0, shorter)) return undefined;
  const seen = new Set<string>();
  let front: Step[] = pairsOf(reachable(one.program, 0), reachable(other.program, 0), '');
  while (front.length > 0 && patience.steps > 0) {
    patience.steps -= front.length;
    const next: Step[] = [];
    for (const { left, right, text } of front) {
      const [a, b] = [one.program[left], other.program[right]];
      if (a?.op === 'match' && b?.op === 'match') return text;
      if (a?.op !== 'one' || b?.op !== 'one' || seen.has(`${left} ${right}`)) continue;
      seen.add(`${left} ${right}`);
      const code = shared(a.of, b.of);
      if (code === undefined) continue;
      const after = [reachable(one.program, left + 1), reachable(other.program, right + 1)] as const;
      next.push(...pairsOf(...after, text + String.fromCharCode(code)));
    }
    front = next;
  }
  return undefined;
}

interface Step {
  readonly left: number;
  readonly right: number;
  readonly text: string;
}

function pairsOf(lefts: readonly number[], rights: readonly number[], text: string): Step[] {
  return lefts.flatMap((left) => rights.map((right) => ({ left, right, text })));
}

function shared(a: CharacterSet, b: CharacterSet): number | undefined {
  return readable.find((code) => a[code] === true && b[code] === true);
}
