import { finding, isJsonObject } from '../../../../kernel/index.ts';
import { unusedRef } from '../diagnostics.ts';
import { memberAt, type Node, type Resolver, refOf } from '../resolve.ts';
import { nested, nestedLists, nestedMaps } from '../schema-keywords.ts';

/** Looks where references lead, also those that no operation follows. */
export interface ReferenceCheck {
  /** The `$ref` of this very value. */
  of(node: Node): void;
  /** Those of a schema and of all that it consists of. */
  inSchema(node: Node): void;
}

/** Specs are checked for their depth when they are parsed. */
export function referenceCheck(resolver: Resolver): ReferenceCheck {
  const leads = new Map<string, boolean>();

  function of(node: Node): void {
    const ref = refOf(node.value);
    if (ref === undefined) return;
    const key = `${node.file} ${ref}`;
    let known = leads.get(key);
    if (known === undefined) {
      known = resolver.target(node.file, ref) !== undefined;
      leads.set(key, known);
    }
    if (known) return;
    const at = resolver.locate(memberAt(node, '$ref'));
    resolver.report(finding(unusedRef, { ref }, at));
  }

  function inSchema(node: Node): void {
    if (!isJsonObject(node.value)) return;
    of(node);
    for (const keyword of Object.keys(node.value)) {
      if (nested.has(keyword)) inSchema(resolver.child(node, keyword) as Node);
      else if (nestedLists.has(keyword) || nestedMaps.has(keyword))
        for (const member of membersOf(resolver.child(node, keyword) as Node, resolver)) inSchema(member);
    }
  }

  return { of, inSchema };
}

function membersOf(node: Node, resolver: Resolver): Node[] {
  const { value } = node;
  const keys = Array.isArray(value) ? [...value.keys()] : isJsonObject(value) ? Object.keys(value) : [];
  return keys.map((key) => resolver.child(node, key) as Node);
}
