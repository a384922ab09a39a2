/**
 * What an expression of a Policy may ask of `plan`: the JSON form of a plan's contract, with `endpoints`, every
 * endpoint that there would be. What a plan leaves out is empty here, so that expressions need no `has()`.
 */
export const planTypes = {
  Place: { file: 'string', line: 'int', column: 'int', commit: 'string' },
  Change: {
    type: 'string',
    action: 'string',
    kind: 'string',
    class: 'string',
    about: 'string',
    name: 'string',
    names: 'list<string>',
    endpoints: 'list<string>',
    text: 'string',
    at: 'Place',
  },
  Exposure: {
    kind: 'string',
    endpoints: 'list<string>',
    service: 'string',
    operation: 'string',
    tools: 'list<string>',
    access: 'string',
    destructive: 'bool',
    text: 'string',
  },
  Touched: { groups: 'list<string>', endpoints: 'list<string>' },
  Context: { endpoint: 'string', before: 'int', after: 'int' },
  Item: { kind: 'string', name: 'string', reason: 'string' },
  Endpoint: {
    name: 'string',
    id: 'string',
    service: 'string',
    version: 'string',
    plan: 'string',
    group: 'string',
    labels: 'map<string, string>',
    access: 'string',
    tools: 'int',
    destructiveTools: 'list<string>',
    touched: 'bool',
  },
  Plan: {
    organization: 'string',
    source: 'string',
    commit: 'string',
    changes: 'list<Change>',
    exposure: 'list<Exposure>',
    touched: 'Touched',
    context: 'list<Context>',
    kept: 'list<Item>',
    adopted: 'list<Item>',
    blocked: 'list<Item>',
    endpoints: 'list<Endpoint>',
  },
} as const;

type TypeName = keyof typeof planTypes;

export function isPlanType(name: string): name is TypeName {
  return Object.hasOwn(planTypes, name);
}

/** A value in the form that CEL takes: whole numbers as such, every field there, nothing that has no type. */
export function celValue(type: string, value: unknown): unknown {
  const item = /^list<(.*)>$/.exec(type)?.[1];
  if (item !== undefined) return Array.isArray(value) ? value.map((each) => celValue(item, each)) : [];
  if (isPlanType(type)) {
    const given =
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
    return Object.fromEntries(
      Object.entries(planTypes[type]).map(([field, inner]) => [field, celValue(inner, given[field])]),
    );
  }
  if (type === 'int') return BigInt(typeof value === 'number' ? value : 0);
  if (type === 'bool') return value === true;
  if (type === 'string') return typeof value === 'string' ? value : '';
  return value ?? {};
}
