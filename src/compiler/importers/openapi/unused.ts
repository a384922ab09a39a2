import { finding, isJsonObject } from '../../../kernel/index.ts';
import { notOffered, ownServers } from './diagnostics.ts';
import type { Operation } from './operations.ts';
import type { Node, Resolver } from './resolve.ts';

/**
 * Says which parts of an operation, or of its path, have no effect on its tool. Servers matter only where they are
 * others than those of the whole spec, which the `backendEndpoint` of a plan stands for.
 */
export function reportUnusedOfOperation({ pathItems, node }: Operation, resolver: Resolver): void {
  const usual = JSON.stringify(urlsOf(resolver.child(resolver.root, 'servers')));
  for (const holder of [...pathItems, node]) {
    const servers = resolver.child(holder, 'servers');
    const urls = urlsOf(servers);
    if (servers !== undefined && urls.length > 0 && JSON.stringify(urls) !== usual)
      resolver.report(finding(ownServers, {}, resolver.locate(servers, 'key')));
  }
  const callbacks = resolver.child(node, 'callbacks');
  if (callbacks !== undefined && isJsonObject(callbacks.value))
    resolver.report(finding(notOffered, { what: 'callbacks' }, resolver.locate(callbacks, 'key')));
}

function urlsOf(servers: Node | undefined): unknown[] {
  if (servers === undefined || !Array.isArray(servers.value)) return [];
  return servers.value.map((server) => (isJsonObject(server) ? server['url'] : undefined));
}
