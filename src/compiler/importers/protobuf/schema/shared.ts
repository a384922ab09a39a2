import type { JsonSchema } from '../../../../snapshot/index.ts';
import type { ImportedSchema } from '../../importer.ts';
import type { ProtoField, ProtoMessage, ProtoSymbol } from '../model.ts';
import type { Types } from '../types.ts';
import { enumSchema } from './field.ts';
import { messageSchema } from './message.ts';
import type { Direction } from './scalars.ts';
import { isObjectInJson, wellKnownSchema } from './well-known.ts';

/** Messages that one schema may lead to; beyond, nested messages are objects without properties. */
const messageLimit = 250;

/** The schema of a request or a response, and the shared schemas that it refers to directly. */
export interface RootSchema {
  readonly schema: JsonSchema;
  readonly uses: readonly string[];
  /** Messages that it leads to, where they are too many to be described. */
  readonly shortened: number | undefined;
}

/** Makes the schemas of one service. Each message and each large enum becomes one shared schema per direction. */
export interface SchemaMaker {
  root(message: ProtoMessage, direction: Direction): RootSchema;
  shared(): ImportedSchema[];
}

export function schemaMaker(types: Types): SchemaMaker {
  const made = new Map<string, ImportedSchema>();
  const nextOf = new Map<string, readonly ProtoMessage[]>();

  /** A converter that notes what is referred to. */
  function build(symbol: ProtoSymbol, direction: Direction): { schema: JsonSchema; referred: ProtoSymbol[] } {
    const referred = new Set<ProtoSymbol>();
    const refer = (to: ProtoSymbol): JsonSchema => {
      referred.add(to);
      return { $ref: `#/$defs/${sharedName(to, direction)}` };
    };
    const { ofField, extensionsOf } = types;
    const schema =
      symbol.kind === 'enum'
        ? enumSchema(symbol, direction)
        : messageSchema(symbol, { ofField, extensionsOf, refer }, direction);
    return { schema, referred: [...referred] };
  }

  function share(symbols: readonly ProtoSymbol[], direction: Direction): void {
    const pending = [...symbols];
    for (let symbol = pending.pop(); symbol !== undefined; symbol = pending.pop()) {
      const name = sharedName(symbol, direction);
      if (made.has(name)) continue;
      const { schema, referred } = build(symbol, direction);
      made.set(name, { name, schema, uses: usesOf(referred, direction), at: symbol.at });
      pending.push(...referred);
    }
  }

  /** Messages behind a message, itself included, counted up to what is too many to tell. */
  function countOf(root: ProtoMessage): number {
    const seen = new Set([root.name]);
    const pending = [root];
    for (let message = pending.pop(); message !== undefined; message = pending.pop())
      for (const next of nextMessages(message)) {
        if (seen.has(next.name)) continue;
        seen.add(next.name);
        pending.push(next);
      }
    return seen.size;
  }

  function nextMessages(message: ProtoMessage): readonly ProtoMessage[] {
    const known = nextOf.get(message.name);
    if (known !== undefined) return known;
    const found = [...message.fields, ...types.extensionsOf(message)].flatMap((field: ProtoField) => {
      const symbol = types.ofField(field);
      return symbol?.kind === 'message' && wellKnownSchema(symbol.name, 'output') === undefined
        ? [symbol]
        : [];
    });
    nextOf.set(message.name, found);
    return found;
  }

  return {
    root: (message, direction) => {
      const whole = wellKnownSchema(message.name, direction);
      if (whole !== undefined)
        return { schema: wrapped(message, whole, direction), uses: [], shortened: undefined };
      const count = countOf(message);
      if (count > messageLimit)
        return { schema: shallow(message, types, direction), uses: [], shortened: count };
      const { schema, referred } = build(message, direction);
      share(referred, direction);
      return { schema, uses: usesOf(referred, direction), shortened: undefined };
    },
    shared: () => [...made.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Arguments and results differ, so a message has a schema for each. */
function sharedName(symbol: ProtoSymbol, direction: Direction): string {
  return direction === 'input' ? symbol.name : `${symbol.name}.output`;
}

function usesOf(symbols: readonly ProtoSymbol[], direction: Direction): string[] {
  return symbols.map((symbol) => sharedName(symbol, direction)).sort();
}

function shallow(message: ProtoMessage, types: Types, direction: Direction): JsonSchema {
  const { ofField, extensionsOf } = types;
  const refer = (symbol: ProtoSymbol): JsonSchema =>
    symbol.kind === 'enum' ? enumSchema(symbol, direction) : { type: 'object' };
  return messageSchema(message, { ofField, extensionsOf, refer }, direction);
}

/** What is no object in JSON becomes one with a single property. */
function wrapped({ name }: ProtoMessage, schema: JsonSchema, direction: Direction): JsonSchema {
  if (isObjectInJson(name)) return schema;
  const property = direction === 'input' ? 'value' : 'result';
  return {
    type: 'object',
    properties: { [property]: schema },
    required: [property],
    ...(direction === 'input' ? { additionalProperties: false } : {}),
  };
}
