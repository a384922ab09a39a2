import { isJsonObject } from '../../../../kernel/index.ts';
import type { Node, Resolver } from '../resolve.ts';
import { textsOf } from './body.ts';
import { composed, said } from './compose.ts';

/** The responses of an operation as 3.0 has them: `produces` times `schema`, with the examples of each type. */
export function upgradeResponses(
  operation: Node,
  produces: Node | undefined,
  resolver: Resolver,
): Node | undefined {
  const responses = resolver.child(operation, 'responses');
  if (responses === undefined || !isJsonObject(responses.value)) return responses;
  const types = textsOf(produces);
  const upgraded = Object.keys(responses.value).flatMap((status): [string, Node][] => {
    const response = resolver.follow(resolver.child(responses, status) as Node);
    return response === undefined ? [] : [[status, upgradeResponse(response, types, resolver)]];
  });
  return composed(responses, Object.fromEntries(upgraded));
}

function upgradeResponse(response: Node, produces: readonly string[], resolver: Resolver): Node {
  const declared = resolver.child(response, 'schema');
  const description = resolver.child(response, 'description');
  if (declared === undefined) return composed(response, { description });
  const isFile = isJsonObject(declared.value) && declared.value['type'] === 'file';
  const schema = isFile
    ? composed(declared, { type: said(declared, 'string'), format: said(declared, 'binary') })
    : declared;
  const types = produces.length > 0 ? produces : [isFile ? 'application/octet-stream' : 'application/json'];
  const examples = resolver.child(response, 'examples');
  const content = types.map((type) => {
    const example = examples === undefined ? undefined : resolver.child(examples, type);
    return [type, composed(declared, { schema, example })];
  });
  return composed(response, { description, content: composed(declared, Object.fromEntries(content)) });
}
