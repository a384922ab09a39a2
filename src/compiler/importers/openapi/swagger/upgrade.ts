import type { Operation } from '../operations.ts';
import type { Node, Resolver } from '../resolve.ts';
import { requestBody } from './body.ts';
import { composed, composedList } from './compose.ts';
import { sortParameters } from './parameters.ts';
import { upgradeResponses } from './responses.ts';

/**
 * An operation of OpenAPI 2.0 (Swagger) as 3.0 says it. Every part still stands where the file has it, so that
 * findings are told of the file; schemas are the same in both and stay as they are.
 */
export function upgradeOperation(operation: Operation, resolver: Resolver): Operation {
  const { node } = operation;
  const sorted = sortParameters(operation, resolver);
  const parameters = resolver.child(node, 'parameters') ?? node;
  const ownOrRoot = (key: string): Node | undefined =>
    resolver.child(node, key) ?? resolver.child(resolver.root, key);
  const kept = ['summary', 'description', 'deprecated', 'security', 'x-reshapr-tool-name'];
  return {
    ...operation,
    pathItems: [],
    node: composed(node, {
      ...Object.fromEntries(kept.map((key) => [key, resolver.child(node, key)])),
      parameters: composedList(parameters, sorted.others),
      requestBody: requestBody(sorted, ownOrRoot('consumes'), resolver),
      responses: upgradeResponses(node, ownOrRoot('produces'), resolver),
    }),
  };
}
