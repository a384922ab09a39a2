/**
 * A small regular language, run without backtracking: the time that matching takes grows with the text, never
 * explodes with it, whatever template a manifest has and whatever URI a client sends.
 */
export type Node =
  | { readonly type: 'one'; readonly of: CharacterSet }
  | { readonly type: 'all'; readonly nodes: readonly Node[] }
  | { readonly type: 'either'; readonly nodes: readonly Node[] }
  | { readonly type: 'many'; readonly node: Node }
  | { readonly type: 'capture'; readonly slot: number; readonly node: Node };

/** ASCII characters, by code. */
export type CharacterSet = readonly boolean[];

/** One step. `split` tries `first` before `second`. */
export type Instruction =
  | { readonly op: 'one'; readonly of: CharacterSet }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'match' };

export type Program = readonly Instruction[];

export function characters(text: string): CharacterSet {
  const set = new Array<boolean>(128).fill(false);
  for (const character of text) set[character.charCodeAt(0)] = true;
  return set;
}

export const one = (of: CharacterSet): Node => ({ type: 'one', of });
export const all = (...nodes: readonly Node[]): Node => ({ type: 'all', nodes });
export const either = (...nodes: readonly Node[]): Node => ({ type: 'either', nodes });
export const many = (node: Node): Node => ({ type: 'many', node });
export const maybe = (node: Node): Node => either(node, all());
export const capture = (slot: number, node: Node): Node => ({ type: 'capture', slot, node });
export const literally = (text: string): Node =>
  all(...Array.from(text, (character) => one(characters(character))));

/** The program of a node: slots `2n` and `2n + 1` hold where capture `n` begins and ends. */
export function programOf(node: Node): Program {
  const program: Instruction[] = [];
  emit(node, program);
  program.push({ op: 'match' });
  return program;
}

function emit(node: Node, program: Instruction[]): void {
  switch (node.type) {
    case 'one':
      program.push({ op: 'one', of: node.of });
      return;
    case 'all':
      for (const each of node.nodes) emit(each, program);
      return;
    case 'capture':
      program.push({ op: 'save', slot: 2 * node.slot });
      emit(node.node, program);
      program.push({ op: 'save', slot: 2 * node.slot + 1 });
      return;
    case 'many': {
      const start = hold(program);
      emit(node.node, program);
      program.push({ op: 'jump', to: start });
      program[start] = { op: 'split', first: start + 1, second: program.length };
      return;
    }
    case 'either': {
      const ends: number[] = [];
      node.nodes.forEach((each, index) => {
        const isLast = index === node.nodes.length - 1;
        const start = isLast ? -1 : hold(program);
        emit(each, program);
        if (isLast) return;
        ends.push(hold(program));
        program[start] = { op: 'split', first: start + 1, second: program.length };
      });
      for (const end of ends) program[end] = { op: 'jump', to: program.length };
    }
  }
}

/** Keeps a place for an instruction that is not known yet. */
function hold(program: Instruction[]): number {
  return program.push({ op: 'match' }) - 1;
}

/** The instructions that wait for a character after `pc`, in the order of preference; `match` among them. */
export function reachable(program: Program, pc: number, seen: Set<number> = new Set()): number[] {
  if (seen.has(pc)) return [];
  seen.add(pc);
  const instruction = program[pc];
  switch (instruction?.op) {
    case 'split':
      return [
        ...reachable(program, instruction.first, seen),
        ...reachable(program, instruction.second, seen),
      ];
    case 'jump':
      return reachable(program, instruction.to, seen);
    case 'save':
      return reachable(program, pc + 1, seen);
    default:
      return [pc];
  }
}
