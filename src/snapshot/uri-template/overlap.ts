import { encodeLiteral, languageOf } from './language.ts';
import { type UriTemplate, variablesOf } from './parse.ts';
import { type CharacterSet, type Program, programOf, reachable } from './program.ts';

/** Pairs of places looked at before the answer is taken to be no. */
const patience = 50_000;

/** In which order a character is chosen for an example: those that are easy to read first. */
const readable = Array.from(
  "xabcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:,;=?&#@!$+*()[]%'",
  (character) => character.charCodeAt(0),
);

/** Compares templates by the URIs that they match, their variables not empty. */
export interface TemplateLanguage {
  readonly program: Program;
  /** Characters that are always there: how much a template says. */
  readonly literal: number;
}

export function templateLanguage(template: UriTemplate): TemplateLanguage {
  const program = programOf(languageOf(template, variablesOf(template), { empty: false }));
  const literals = template.parts.filter((part) => typeof part === 'string');
  return { program, literal: encodeLiteral(literals.join('')).length };
}

/** A shortest URI that both match; undefined when there is none. */
export function commonUri(one: TemplateLanguage, other: TemplateLanguage): string | undefined {
  const seen = new Set<string>();
  let front: Step[] = pairsOf(reachable(one.program, 0), reachable(other.program, 0), '');
  while (front.length > 0 && seen.size < patience) {
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
