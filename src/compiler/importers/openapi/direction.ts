import { isJsonObject, type Json } from '../../../kernel/index.ts';
import { keyOf, type Node, type Resolver, refOf } from './resolve.ts';

interface Facts {
  readonly marked: boolean;
  readonly refs: readonly Node[];
}

/**
 * Tells whether a schema, or anything that it refers to, has properties that travel one way only. Only such
 * schemas need two variants.
 */
export function directionOf(resolver: Resolver): (node: Node) => boolean {
  const facts = new Map<string, Facts>();
  const verdicts = new Map<string, boolean>();

  function factsOf(node: Node): Facts {
    const key = keyOf(node);
    let found = facts.get(key);
    if (found === undefined) {
      found = readFacts(node, resolver);
      facts.set(key, found);
    }
    return found;
  }

  return (node) => {
    const key = keyOf(node);
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const seen = new Set<string>([key]);
    const pending = [node];
    let marked = false;
    for (let next = pending.pop(); next !== undefined && !marked; next = pending.pop()) {
      const { marked: here, refs } = factsOf(next);
      marked = here;
      for (const ref of refs) {
        if (seen.has(keyOf(ref))) continue;
        seen.add(keyOf(ref));
        pending.push(ref);
      }
    }
    // What leads to nothing that is marked leads to nothing else that does.
    if (marked) verdicts.set(key, true);
    else for (const each of seen) verdicts.set(each, false);
    return marked;
  };
}

function readFacts(node: Node, resolver: Resolver): Facts {
  const refs: Node[] = [];
  let marked = false;
  (function visit(value: Json | undefined): void {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) visit(item);
    if (!isJsonObject(value)) return;
    if (value['readOnly'] === true || value['writeOnly'] === true) marked = true;
    const ref = refOf(value);
    if (ref !== undefined) {
      const target = resolver.target(node.file, ref);
      if (target !== undefined) refs.push(target);
    }
    for (const [key, member] of Object.entries(value)) if (key !== '$ref') visit(member);
  })(node.value);
  return { marked, refs };
}
