import { didYouMean, isJsonObject } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { membersOf, resolved } from '../custom-tools/targets.ts';

type Defs = Readonly<Record<string, JsonSchema>>;

/** A pointer that leads nowhere, and what is there instead. */
export interface DeadEnd {
  readonly hint: string;
}

/**
 * Whether a pointer leads to something that a schema excludes. Undefined where the schema allows it, or does not
 * say: only a closed object, a value of a simple type and a list without crossing are dead ends.
 */
export function deadEnd(
  schema: JsonSchema,
  defs: Defs,
  pointer: string,
  lists: 'crossed' | 'indexed',
): DeadEnd | undefined {
  const segments = pointer.split('/').slice(1);
  let current: unknown = schema;
  for (const [index, segment] of segments.entries()) {
    const before = `/${segments.slice(0, index).join('/')}`;
    const step = stepInto(current, segment.replaceAll('~1', '/').replaceAll('~0', '~'), defs, lists);
    if (step.type === 'unknown') return undefined;
    if (step.type === 'none') return { hint: hintOf(step, index === 0 ? 'the answer' : before, lists) };
    current = step.schema;
  }
  return undefined;
}

type Step =
  | { readonly type: 'unknown' }
  | {
      readonly type: 'none';
      readonly members: readonly string[] | undefined;
      readonly list: boolean;
      readonly near: string | undefined;
    }
  | { readonly type: 'into'; readonly schema: unknown };

function stepInto(schema: unknown, segment: string, defs: Defs, lists: 'crossed' | 'indexed'): Step {
  const own = resolved(schema, defs);
  if (own === undefined || own['anyOf'] || own['oneOf'] || own['allOf']) return { type: 'unknown' };
  if (own['type'] === 'array') {
    const items = own['items'];
    if (isIndex(segment) || (segment === '-' && lists === 'indexed'))
      return items === undefined ? { type: 'unknown' } : { type: 'into', schema: items };
    if (lists === 'indexed') return { type: 'none', members: undefined, list: true, near: undefined };
    return items === undefined ? { type: 'unknown' } : stepInto(items, segment, defs, lists);
  }
  if (simple.has(String(own['type'])))
    return { type: 'none', members: undefined, list: false, near: undefined };
  const members = membersOf(own, defs);
  if (members === undefined) return { type: 'unknown' };
  if (Object.hasOwn(members.properties, segment))
    return { type: 'into', schema: members.properties[segment] };
  const names = Object.keys(members.properties);
  const near = didYouMean(segment, names);
  // A name that no one has thought of may be there all the same, unless it is nearly one that was.
  const open = !members.closed && isJsonObject(own) && near === undefined;
  return open ? { type: 'unknown' } : { type: 'none', members: names, list: false, near };
}

const simple = new Set(['string', 'number', 'integer', 'boolean', 'null']);

function isIndex(segment: string): boolean {
  return /^(0|[1-9]\d*)$/.test(segment);
}

function hintOf(
  { members, list, near }: Extract<Step, { type: 'none' }>,
  where: string,
  lists: 'crossed' | 'indexed',
): string {
  if (near !== undefined) return near;
  if (list && lists === 'indexed') return `${where} is a list: a patch names one item by its number`;
  if (members === undefined) return `${where} has no parts`;
  return `${where} has ${members.slice(0, 8).join(', ')}`;
}
