import { finding, isJsonObject } from '../../../kernel/index.ts';
import type { HttpCall } from '../../../snapshot/index.ts';
import { malformedSpec, notOffered } from './diagnostics.ts';
import type { Node, Resolver } from './resolve.ts';

export interface Operation {
  readonly node: Node;
  readonly pathItem: Node;
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
    resolver.report(finding(malformedSpec, { what: 'paths', expected: 'a mapping' }, resolver.locate(paths)));
    return [];
  }
  return Object.keys(paths.value)
    .filter((path) => !path.startsWith('x-'))
    .flatMap((path) => operationsAt(path.trim(), resolver.child(paths, path) as Node, resolver));
}

function operationsAt(path: string, declared: Node, resolver: Resolver): Operation[] {
  const pathItem = resolver.follow(declared);
  if (pathItem === undefined) return [];
  if (!isJsonObject(pathItem.value)) {
    resolver.report(
      finding(malformedSpec, { what: 'a path', expected: 'a mapping' }, resolver.locate(pathItem)),
    );
    return [];
  }
  return Object.keys(pathItem.value).flatMap((key) => {
    const method = methods.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    const node = method === undefined ? undefined : resolver.child(pathItem, key);
    if (method === undefined || node === undefined) return [];
    if (!isJsonObject(node.value)) {
      resolver.report(
        finding(malformedSpec, { what: 'an operation', expected: 'a mapping' }, resolver.locate(node)),
      );
      return [];
    }
    return [{ node, pathItem, method, path, name: `${method} ${path}` }];
  });
}
