import type { TypeNode } from '../../../snapshot/index.ts';
import type { Features, ProtoEnum, ProtoField, ProtoMessage, ProtoService, ProtoSymbol } from './model.ts';
import { isScalar } from './model.ts';
import type { OpenFiles } from './open-files.ts';
import type { Types } from './types.ts';

/** Messages of a package that an `Any` may hold; in a larger package it is not guessed. */
const packageLimit = 100;

/**
 * Every message and enum that some messages lead to, those included. Where one holds a `google.protobuf.Any`, that
 * may be any message of the service's package, unless that is a large one.
 */
export function neededTypes(
  roots: readonly ProtoMessage[],
  service: ProtoService,
  types: Types,
  files: OpenFiles,
): Set<ProtoSymbol> {
  const needed = typesBehind(roots, types);
  if (![...needed].some(({ name }) => name === 'google.protobuf.Any')) return needed;
  const own = [...files.symbols.values()].filter(
    (symbol): symbol is ProtoMessage =>
      symbol.kind === 'message' && symbol.name.startsWith(`${service.package}.`),
  );
  return own.length > packageLimit ? needed : typesBehind([...roots, ...own], types);
}

/** Every message and enum that some messages lead to, those included. */
export function typesBehind(roots: readonly ProtoMessage[], types: Types): Set<ProtoSymbol> {
  const needed = new Set<ProtoSymbol>();
  const pending: ProtoSymbol[] = [...roots];
  for (let symbol = pending.pop(); symbol !== undefined; symbol = pending.pop()) {
    if (needed.has(symbol)) continue;
    needed.add(symbol);
    if (symbol.kind === 'enum') continue;
    for (const field of [...symbol.fields, ...types.extensionsOf(symbol)]) {
      const next = types.ofField(field);
      if (next !== undefined) pending.push(next);
    }
  }
  return needed;
}

interface Scope {
  [key: string]: unknown;
  nested?: Record<string, Scope>;
}

/** The types of a descriptor: what is needed, each below its package and the messages around it. */
export function typeTree(
  needed: ReadonlySet<ProtoSymbol>,
  types: Types,
  files: OpenFiles,
): Readonly<Record<string, TypeNode>> {
  const root: Scope = {};
  for (const symbol of needed) {
    Object.assign(
      scopeAt(symbol.name),
      symbol.kind === 'enum' ? enumNode(symbol) : messageNode(symbol, types),
    );
    if (symbol.kind === 'message')
      for (const extension of types.extensionsOf(symbol))
        Object.assign(scopeAt(extension.name), fieldNode(extension, types), { extend: `.${symbol.name}` });
  }
  return root.nested ?? {};

  /** The place of a name in the tree; the messages around it hand down what their file says. */
  function scopeAt(name: string): Scope {
    let scope = root;
    let path = '';
    for (const part of name.split('.')) {
      path = path === '' ? part : `${path}.${part}`;
      scope.nested ??= {};
      const isNew = !Object.hasOwn(scope.nested, part);
      const inner = scope.nested[part] ?? {};
      scope.nested[part] = inner;
      const around = isNew ? files.symbols.get(path) : undefined;
      if (around?.kind === 'message') Object.assign(inner, { ...inherited(around), fields: {} });
      scope = inner;
    }
    return scope;
  }
}

function messageNode(message: ProtoMessage, types: Types): Scope {
  const oneofs = new Map([...message.oneofs].map(([name, oneof]) => [name, { oneof: [...oneof] }]));
  for (const { name, isOptional } of message.fields)
    if (isOptional) oneofs.set(`_${name}`, { oneof: [name] });
  return {
    ...inherited(message),
    fields: Object.fromEntries(message.fields.map((field) => [field.name, fieldNode(field, types)])),
    ...(oneofs.size === 0 ? {} : { oneofs: Object.fromEntries(oneofs) }),
    ...(message.isGroup ? { group: true } : {}),
  };
}

function fieldNode(field: ProtoField, types: Types): Scope {
  const { packed, features, isOptional, keyType, rule, jsonName, name } = field;
  const options = {
    ...optionsOf(features).options,
    ...(packed === undefined ? {} : { packed }),
    ...(isOptional ? { proto3_optional: true } : {}),
  };
  return {
    ...editionOf(field.edition),
    id: field.number,
    type: isScalar(field.type) ? field.type : `.${types.ofField(field)?.name}`,
    ...(rule === undefined || keyType !== undefined ? {} : { rule }),
    ...(keyType === undefined ? {} : { keyType }),
    ...(field.extend !== undefined || jsonName === plainJsonName(name) ? {} : { jsonName }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** The JSON name of a field that has no `json_name`. */
function plainJsonName(name: string): string {
  return name.replace(/_+([^_]|$)/g, (_, letter: string) => letter.toUpperCase());
}

function enumNode(symbol: ProtoEnum): Scope {
  const first = new Map<number, string>();
  const aliases: string[] = [];
  for (const { name, number } of symbol.values)
    if (first.has(number)) aliases.push(name);
    else first.set(number, name);
  return {
    ...inherited(symbol),
    values: Object.fromEntries(symbol.values.map(({ name, number }) => [name, number])),
    ...(aliases.length === 0 ? {} : { aliases }),
  };
}

function inherited({ edition, features }: ProtoSymbol): Scope {
  return { ...editionOf(edition), ...optionsOf(features) };
}

/** proto3 is what is meant where nothing is said. */
function editionOf(edition: string | undefined): Scope {
  return edition === undefined || edition === 'proto3' ? {} : { edition };
}

function optionsOf(features: Features | undefined): { options?: { features: Features } } {
  return features === undefined ? {} : { options: { features } };
}
