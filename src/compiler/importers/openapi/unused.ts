import { finding, isJsonObject } from '../../../kernel/index.ts';
import { notOffered, notUsed, ownServers } from './diagnostics.ts';
import type { Operation } from './operations.ts';
import type { Node, Resolver } from './resolve.ts';

const instead = {
  servers: 'calls go to the backendEndpoint of the plan',
  security: 'calls carry the credentials of the backendSecretRef of the plan',
};

/** Says which parts of the whole spec have no effect on tools. */
export function reportUnusedOfSpec(resolver: Resolver): void {
  reportNotUsed(resolver.root, 'servers', resolver);
  reportNotUsed(resolver.root, 'security', resolver);
}

/** Says which parts of an operation, or of its path, have no effect on its tool. */
export function reportUnusedOfOperation({ pathItem, node }: Operation, resolver: Resolver): void {
  for (const holder of [pathItem, node]) {
    const servers = listIn(holder, 'servers', resolver);
    if (servers !== undefined) resolver.report(finding(ownServers, {}, resolver.locate(servers, 'key')));
  }
  reportNotUsed(node, 'security', resolver);
  const callbacks = resolver.child(node, 'callbacks');
  if (callbacks !== undefined && isJsonObject(callbacks.value))
    resolver.report(finding(notOffered, { what: 'callbacks' }, resolver.locate(callbacks, 'key')));
}

function reportNotUsed(holder: Node, what: keyof typeof instead, resolver: Resolver): void {
  const list = listIn(holder, what, resolver);
  if (list !== undefined)
    resolver.report(finding(notUsed, { what, instead: instead[what] }, resolver.locate(list, 'key')));
}

/** A list that is not empty. */
function listIn(holder: Node, key: string, resolver: Resolver): Node | undefined {
  const node = resolver.child(holder, key);
  return node !== undefined && Array.isArray(node.value) && node.value.length > 0 ? node : undefined;
}
