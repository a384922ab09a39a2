import { isJsonObject } from '../../../../kernel/index.ts';
import type { Operation } from '../operations.ts';
import type { Node, Resolver } from '../resolve.ts';
import { listStyle } from './collection-format.ts';
import { composed, said } from './compose.ts';
import { parameterSchema } from './parameter-schema.ts';

/** The parameters of an operation of 2.0, by what becomes of them in 3.0. */
export interface Sorted {
  /** In path, query and header. What has no such place is left as it is, and reported where those are read. */
  readonly others: readonly Node[];
  readonly body: Node | undefined;
  readonly form: readonly Node[];
}

/** An operation's parameters, and those of its path that it does not name again. */
export function sortParameters({ pathItems, node: operation }: Operation, resolver: Resolver): Sorted {
  const named = new Map<string, Node>();
  const others: Node[] = [];
  for (const holder of [...[...pathItems].reverse(), operation])
    for (const node of listed(holder, resolver)) {
      const { in: place, name } = isJsonObject(node.value) ? node.value : {};
      if (typeof place !== 'string' || typeof name !== 'string') others.push(node);
      // There is one body, whatever it is called.
      else named.set(place === 'body' ? 'body' : `${place} ${name}`, node);
    }
  const isIn = (place: string) => (node: Node) => isJsonObject(node.value) && node.value['in'] === place;
  const all = [...named.values()];
  const rest = all.filter((node) => !isIn('body')(node) && !isIn('formData')(node));
  return {
    others: [...others, ...rest.map((node) => upgraded(node, resolver))],
    body: all.find(isIn('body')),
    form: all.filter(isIn('formData')),
  };
}

function listed(holder: Node, resolver: Resolver): Node[] {
  const list = resolver.child(holder, 'parameters');
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.flatMap((_, index) => resolver.follow(resolver.child(list, index) as Node) ?? []);
}

/** One parameter as 3.0 has it: a schema of its own, and `style` and `explode` for `collectionFormat`. */
function upgraded(parameter: Node, resolver: Resolver): Node {
  const child = (key: string): Node | undefined => resolver.child(parameter, key);
  const place = child('in') as Node;
  const name = child('name')?.value as string;
  const isList = child('type')?.value === 'array';
  const how = isList
    ? listStyle(name, place.value as string, child('collectionFormat'), resolver)
    : undefined;
  const at = child('collectionFormat') ?? parameter;
  return composed(parameter, {
    name: child('name'),
    in: place,
    description: child('description'),
    required: child('required'),
    allowEmptyValue: child('allowEmptyValue'),
    example: child('x-example'),
    schema: parameterSchema(parameter, name, resolver),
    style: how === undefined ? undefined : said(at, how.style),
    explode: how === undefined ? undefined : said(at, how.explode),
  });
}
