import { finding, isJsonObject } from '../../../kernel/index.ts';
import type { HttpCall } from '../../../snapshot/index.ts';
import { malformedSpec, notOffered } from './diagnostics.ts';
import { type Node, type Resolver, refOf } from './resolve.ts';
import { upgradeOperation } from './swagger/upgrade.ts';

export interface Operation {
  readonly node: Node;
  /** The path item, and after it those that it refers to. */
  readonly pathItems: readonly Node[];
  readonly method: HttpCall['method'];
  readonly path: string;
  /** `GET /orders/{id}`, as reShapr names it. */
  readonly name: string;
}

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/** Every operation of a spec, in the order it is written. */
export function operationsOf(resolver: Resolver): Operation[] {
  const webhooks = resolver.child(resolver.root, 'webhooks');
  if (webhooks !== undefined)
    resolver.report(finding(notOffered, { what: 'webhooks' }, resolver.locate(webhooks, 'key')));
  const paths = resolver.child(resolver.root, 'paths');
  if (paths === undefined) return [];
  if (!isJsonObject(paths.value)) {
    malformed('paths', paths, resolver);
    return [];
  }
  return Object.keys(paths.value)
    .filter((path) => !path.startsWith('x-'))
    .flatMap((path) => operationsAt(path.trim(), resolver.child(paths, path) as Node, resolver))
    .map((operation) => (resolver.dialect === '2.0' ? upgradeOperation(operation, resolver) : operation));
}

function operationsAt(path: string, declared: Node, resolver: Resolver): Operation[] {
  const pathItems = pathItemsOf(declared, resolver);
  const found = new Map<string, Operation>();
  for (const pathItem of pathItems) {
    if (!isJsonObject(pathItem.value)) {
      malformed('a path', pathItem, resolver);
      continue;
    }
    for (const key of Object.keys(pathItem.value)) {
      const method = methods.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      const node = method === undefined ? undefined : resolver.child(pathItem, key);
      if (method === undefined || node === undefined || found.has(method)) continue;
      if (isJsonObject(node.value))
        found.set(method, { node, pathItems, method, path, name: `${method} ${path}` });
      else malformed('an operation', node, resolver);
    }
  }
  return [...found.values()];
}

/** A path item, and what it refers to: a `$ref` adds to what stands beside it (OpenAPI 3.1, 4.8.9). */
function pathItemsOf(declared: Node, resolver: Resolver): Node[] {
  const items = [declared];
  // Broken and endless references are reported there; what stands beside them is offered all the same.
  if (resolver.follow(declared) === undefined) return items;
  for (let item: Node | undefined = declared; item !== undefined; ) {
    const ref: string | undefined = refOf(item.value);
    item = ref === undefined ? undefined : resolver.target(item.file, ref);
    if (item !== undefined) items.push(item);
  }
  return items;
}

function malformed(what: string, node: Node, resolver: Resolver): void {
  resolver.report(finding(malformedSpec, { what, expected: 'a mapping' }, resolver.locate(node)));
}
