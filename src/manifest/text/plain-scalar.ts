import { CST, isScalar, Schema } from 'yaml';
import { notPlain } from './not-plain.ts';

type FlowScalar = CST.FlowScalar;

/** A text that the core schema (YAML 1.2, 10.3) takes for nothing but a text. */
const text = /^(?![-+.~0-9]|(?:null|Null|NULL|true|True|TRUE|false|False|FALSE)$)./s;

/** How plain texts are told from numbers, booleans and null: first come, first served. */
const tags = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  tag.collection === undefined && tag.test !== undefined ? [{ test: tag.test, resolve: tag.resolve }] : [],
);

/** Characters that no plain text begins with (YAML 1.2, 7.3.3). */
const indicators = /^[\t,%|>@`]/;

/** The value of a scalar on one line or several; `notPlain` where the library finds fault with it. */
export function scalarValue(token: FlowScalar): string | number | boolean | null | typeof notPlain {
  const value = scalarText(token);
  if (token.type !== 'scalar' || value === notPlain || text.test(value)) return value;
  const tag = tags.find(({ test }) => test.test(value));
  if (tag === undefined) return value;
  const faults: string[] = [];
  const resolved: unknown = tag.resolve(value, (fault) => void faults.push(fault), {});
  const plain = isScalar(resolved) ? resolved.value : resolved;
  if (faults.length > 0 || (typeof plain === 'number' && !Number.isFinite(plain))) return notPlain;
  return typeof plain === 'number' || typeof plain === 'boolean' || plain === null ? plain : notPlain;
}

function scalarText(token: FlowScalar): string | typeof notPlain {
  const { type, source } = token;
  if (source === '') return notPlain;
  if (!source.includes('\n')) {
    if (type === 'scalar') return indicators.test(source) ? notPlain : source;
    const isClosed = source.length > 1 && source.endsWith(source.charAt(0));
    const inner = source.slice(1, -1);
    if (isClosed && type === 'single-quoted-scalar') return inner.replaceAll("''", "'");
    if (isClosed && !inner.includes('\\')) return inner;
  }
  return resolvedText(token)?.value ?? notPlain;
}

/** What the library makes of a scalar, and where it ends; undefined where it finds fault with it. */
export function resolvedText(
  token: FlowScalar | CST.BlockScalar,
): { readonly value: string; readonly range: readonly [number, number, number] } | undefined {
  const faults: string[] = [];
  const resolved = CST.resolveAsScalar(token, true, (_, code) => void faults.push(code));
  // An escape can stand for half a character.
  return faults.length > 0 || resolved === null || !resolved.value.isWellFormed() ? undefined : resolved;
}
