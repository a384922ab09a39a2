import type { CST } from 'yaml';
import type { Json } from '../../kernel/index.ts';
import { depthLimit } from './json-fault.ts';
import { notPlain } from './not-plain.ts';
import { itemCells, memberCells, type Places, placeTable } from './places.ts';
import { commasBefore, endAfter, layoutOf } from './plain-layout.ts';
import { resolvedText, scalarValue } from './plain-scalar.ts';

type Plain = Json | typeof notPlain;
type Item = CST.FlowCollection['items'][number] | CST.BlockMap['items'][number];

/** A member of a mapping with its name. */
interface Member {
  readonly name: string | number;
  readonly key: CST.FlowScalar;
  readonly value: CST.Token;
}

/**
 * The value of a text that says nothing but JSON, and where its parts stand, from the tokens of the parser: one
 * document without anchors, aliases, tags, merges and explicit keys, no key twice, and nothing that the composer of the
 * library would find fault with. Undefined for all others, which go through that composer. Nearly every document is
 * plain; the nodes that the composer makes of it cost as much as all the rest of parsing.
 */
export function plainTokens(
  tokens: readonly CST.Token[],
): { readonly value: Json; readonly places: Places } | undefined {
  const document = onlyDocument(tokens);
  if (document?.value === undefined || !isCollection(document.value)) return undefined;
  const { put, take, link, finished } = placeTable();
  /** Where the node that was visited last ends, with the white space and the comments after it. */
  let nodeEnd = 0;

  function visit(at: number, token: CST.Token, depth: number): Plain {
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        return visitScalar(at, token);
      case 'block-scalar': {
        const text = resolvedText(token);
        if (text === undefined) return notPlain;
        const [start, end, after] = text.range;
        put(at, start, end);
        nodeEnd = after;
        return text.value;
      }
      case 'block-map':
        return depth < depthLimit ? visitBlockMap(at, token, depth + 1) : notPlain;
      case 'block-seq':
        return depth < depthLimit ? visitBlockSeq(at, token, depth + 1) : notPlain;
      case 'flow-collection':
        return depth < depthLimit ? visitFlow(at, token, depth + 1) : notPlain;
      default:
        return notPlain;
    }
  }

  function visitScalar(at: number, token: CST.FlowScalar): Plain {
    const end = token.offset + token.source.length;
    const after = endAfter(end, token.end);
    if (after === undefined) return notPlain;
    put(at, token.offset, end);
    nodeEnd = after;
    return scalarValue(token);
  }

  function visitBlockMap(at: number, { items, offset, indent }: CST.BlockMap, depth: number): Plain {
    const { count, end } = withoutTrailing(items);
    if (count === undefined) return notPlain;
    const members: Member[] = [];
    for (let index = 0; index < count; index++) {
      const member = blockMember(items[index] as CST.BlockMap['items'][number], indent);
      if (member === undefined) return notPlain;
      members.push(member);
    }
    const value = visitMembers(at, members, depth);
    put(at, offset, nodeEnd);
    nodeEnd = end ?? nodeEnd;
    return value;
  }

  function visitBlockSeq(at: number, { items, offset }: CST.BlockSequence, depth: number): Plain {
    const { count, end } = withoutTrailing(items);
    if (count === undefined) return notPlain;
    const values: CST.Token[] = [];
    for (let index = 0; index < count; index++) {
      const { start, key, sep, value } = items[index] as CST.BlockSequence['items'][number];
      const layout = layoutOf(start, 'seq-item-ind', true);
      if (layout?.found === undefined || key !== undefined || sep !== undefined || value === undefined)
        return notPlain;
      values.push(value);
    }
    const list = visitItems(at, values, depth);
    put(at, offset, nodeEnd);
    nodeEnd = end ?? nodeEnd;
    return list;
  }

  function visitFlow(at: number, { start, items, end, offset }: CST.FlowCollection, depth: number): Plain {
    const isMap = start.type === 'flow-map-start';
    const [close, ...rest] = end;
    if (close?.source !== (isMap ? '}' : ']')) return notPlain;
    const closed = close.offset + close.source.length;
    const after = endAfter(closed, rest);
    if (after === undefined) return notPlain;
    const given = isTrailingComma(items) ? items.slice(0, -1) : items;
    if (!given.every((item, index) => commasBefore(item.start) === Math.min(index, 1))) return notPlain;
    let value: Plain;
    if (isMap) {
      const members = given.map(flowMember);
      value = members.every((member) => member !== undefined) ? visitMembers(at, members, depth) : notPlain;
    } else {
      const values = given.map(flowItem);
      value = values.every((item) => item !== undefined) ? visitItems(at, values, depth) : notPlain;
    }
    put(at, offset, closed);
    nodeEnd = after;
    return value;
  }

  /** `nodeEnd` is then that of the member that is written last. */
  function visitMembers(at: number, written: readonly Member[], depth: number): Plain {
    const last = written.at(-1);
    const members = inOrder(written);
    const cells = take(members.length * memberCells);
    link(at, cells);
    const map: Record<string, Json> = {};
    let end = nodeEnd;
    for (let index = 0; index < members.length; index++) {
      const member = members[index] as Member;
      const { name, key, value } = member;
      const cell = cells + index * memberCells;
      put(cell, key.offset, key.offset + key.source.length);
      const inner = visit(cell + 2, value, depth);
      if (inner === notPlain) return notPlain;
      map[name] = inner;
      if (member === last) end = nodeEnd;
    }
    nodeEnd = end;
    return Object.keys(map).length === members.length ? map : notPlain;
  }

  function visitItems(at: number, values: readonly CST.Token[], depth: number): Plain {
    const cells = take(values.length * itemCells);
    link(at, cells);
    const list: Json[] = [];
    for (let index = 0; index < values.length; index++) {
      const inner = visit(cells + index * itemCells, values[index] as CST.Token, depth);
      if (inner === notPlain) return notPlain;
      list.push(inner);
    }
    return list;
  }

  const value = visit(take(itemCells), document.value, 0);
  return value === notPlain ? undefined : { value, places: finished() };
}

/** The document of a text that has one, and nothing beside it that says something. */
function onlyDocument(tokens: readonly CST.Token[]): CST.Document | undefined {
  let document: CST.Document | undefined;
  for (const token of tokens) {
    if (token.type === 'document' && document === undefined) document = token;
    else if (token.type !== 'comment' && token.type !== 'newline' && token.type !== 'space') return undefined;
  }
  if (document === undefined) return undefined;
  const start = layoutOf(document.start, 'doc-start', true);
  if (start === undefined || (start.found !== undefined && !start.hasNewline)) return undefined;
  const isSpace = ({ type }: CST.SourceToken): boolean =>
    type === 'space' || type === 'newline' || type === 'comment';
  return (document.end ?? []).every(isSpace) ? document : undefined;
}

/** How many items there are without the comments after them, and where those end. No count where there is no item. */
function withoutTrailing(items: readonly Item[]): { count: number | undefined; end: number | undefined } {
  const last = items.at(-1);
  const isTrailing =
    last !== undefined && last.key === undefined && last.sep === undefined && last.value === undefined;
  const layout = isTrailing ? layoutOf(last.start, undefined, true) : undefined;
  const token = layout === undefined ? undefined : last?.start.at(-1);
  const count = token === undefined ? items.length : items.length - 1;
  return { count: count > 0 ? count : undefined, end: token && token.offset + token.source.length };
}

/** Characters from the start of a key to its colon (YAML 1.2, 7.4.2). */
const keyLimit = 1024;

function blockMember(
  { start, key, sep, value }: CST.BlockMap['items'][number],
  indent: number,
): Member | undefined {
  if (key === undefined || key === null || sep === undefined || value === undefined) return undefined;
  if (!isFlowScalar(key) || key.indent !== indent || layoutOf(start, undefined, true) === undefined)
    return undefined;
  const layout = layoutOf(sep, 'map-value-ind', false);
  if (layout?.found === undefined || layout.found.offset - key.offset > keyLimit) return undefined;
  if ((value.type === 'block-map' || value.type === 'block-seq') && !layout.hasNewline) return undefined;
  return named(key, value);
}

function flowMember({ key, sep, value }: CST.FlowCollection['items'][number]): Member | undefined {
  if (key === undefined || key === null || sep === undefined || !isInFlow(value)) return undefined;
  const isSeparated = sep.every(
    ({ type }) => type === 'map-value-ind' || type === 'space' || type === 'newline',
  );
  const colons = sep.filter(({ type }) => type === 'map-value-ind').length;
  return isSeparated && colons === 1 && isFlowScalar(key) ? named(key, value) : undefined;
}

function flowItem({ key, sep, value }: CST.FlowCollection['items'][number]): CST.Token | undefined {
  return key === undefined && sep === undefined && isInFlow(value) ? value : undefined;
}

/** A key on one line. A merge is done, and what every object has by itself is defined, elsewhere. */
function named(key: CST.FlowScalar, value: CST.Token): Member | undefined {
  if (key.source.includes('\n') || (key.end ?? []).length > 0) return undefined;
  const name = scalarValue(key);
  if (typeof name !== 'string' && typeof name !== 'number') return undefined;
  return name === '<<' || name === '__proto__' ? undefined : { name, key, value };
}

function isTrailingComma(items: CST.FlowCollection['items']): boolean {
  const last = items.at(-1);
  if (items.length < 2 || last === undefined) return false;
  const isEmpty = last.key === undefined && last.sep === undefined && last.value === undefined;
  return isEmpty && commasBefore(last.start) === 1;
}

function isFlowScalar(token: CST.Token): token is CST.FlowScalar {
  return (
    token.type === 'scalar' || token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar'
  );
}

function isInFlow(token: CST.Token | undefined): token is CST.FlowScalar | CST.FlowCollection {
  return token !== undefined && (isFlowScalar(token) || token.type === 'flow-collection');
}

function isCollection(token: CST.Token): boolean {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

/** Members in the order that an object has its keys in: whole numbers first (ECMAScript, 10.1.11.1). */
function inOrder(members: readonly Member[]): readonly Member[] {
  if (!members.some(({ name }) => indexOf(name) !== undefined)) return members;
  return members.toSorted((a, b) => (indexOf(a.name) ?? notAnIndex) - (indexOf(b.name) ?? notAnIndex));
}

const notAnIndex = 2 ** 32 - 1;

function indexOf(name: string | number): number | undefined {
  const text = String(name);
  const first = text.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return undefined;
  const number = Number(text);
  return String(number) === text && Number.isInteger(number) && number < notAnIndex ? number : undefined;
}
