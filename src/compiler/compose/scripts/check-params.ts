import type { Expression, Property, SpreadElement } from 'acorn';
import { didYouMean } from '../../../kernel/index.ts';
import { lazyCheck } from '../../../snapshot/index.ts';
import { membersOf, resolved, type Target } from '../custom-tools/targets.ts';
import type { ScriptedCall, Span } from './analyze.ts';

/** A parameter that a tool refuses, and where it stands. */
export interface Unfit extends Span {
  /** With dots; empty for the parameters as a whole. */
  readonly parameter: string;
  readonly problem: string;
  readonly hint: string;
}

/** What of the literal parameters of a call a tool would refuse, by its input schema. */
export function unfitParameters(call: ScriptedCall, inputSchema: unknown, defs: Target['defs']): Unfit[] {
  const found: Unfit[] = [];
  const note = (at: Span, path: readonly string[], problem: string, hint: string): void => {
    found.push({ parameter: path.join('.'), problem, hint, start: at.start, end: at.end });
  };

  function visit(node: Expression | SpreadElement, schema: unknown, path: readonly string[]): void {
    const members = node.type === 'ObjectExpression' ? membersOf(schema, defs) : undefined;
    if (node.type === 'ObjectExpression' && members !== undefined) {
      const given = new Set<string>();
      let isWhole = true;
      for (const property of node.properties) {
        const key = keyOf(property);
        if (property.type === 'SpreadElement' || key === undefined) {
          isWhole = false;
          continue;
        }
        given.add(key);
        if (Object.hasOwn(members.properties, key))
          visit(property.value, members.properties[key], [...path, key]);
        else if (members.closed) {
          const hint = didYouMean(key, Object.keys(members.properties)) ?? 'remove it';
          note(property.key, [...path, key], 'it is not known there', hint);
        }
      }
      const missing = isWhole ? members.required.filter((each) => !given.has(each)) : [];
      for (const each of missing) note(node, [...path, each], 'it is required', `add ${each}`);
      return;
    }
    const literal = literalOf(node);
    const shape = resolved(schema, defs);
    if (literal === undefined || shape === undefined) return;
    const [problem] = lazyCheck({ ...shape, $defs: defs })(literal.value);
    if (problem !== undefined)
      note(node, path, problem.replace(/^the value /, 'it '), 'pass what fits its input schema');
  }

  const members = membersOf(inputSchema, defs);
  if (call.params !== undefined) visit(call.params, inputSchema, []);
  else for (const each of members?.required ?? []) note(call, [each], 'it is required', `add ${each}`);
  return found;
}

function keyOf(property: Property | SpreadElement): string | undefined {
  if (property.type === 'SpreadElement' || property.computed) return undefined;
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : undefined;
}

/** The value of an expression that says it in so many words. */
function literalOf(node: Expression | SpreadElement): { readonly value: unknown } | undefined {
  switch (node.type) {
    case 'Literal':
      return node.value instanceof RegExp || typeof node.value === 'bigint'
        ? undefined
        : { value: node.value };
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? { value: node.quasis[0]?.value.cooked } : undefined;
    case 'UnaryExpression': {
      const argument = node.operator === '-' ? literalOf(node.argument) : undefined;
      return typeof argument?.value === 'number' ? { value: -argument.value } : undefined;
    }
    case 'ArrayExpression': {
      const items = node.elements.map((item) => (item === null ? undefined : literalOf(item)));
      return items.every((item) => item !== undefined)
        ? { value: items.map((item) => item.value) }
        : undefined;
    }
    case 'ObjectExpression': {
      const members = node.properties.map((property) => {
        const key = keyOf(property);
        const value = property.type === 'Property' ? literalOf(property.value) : undefined;
        return key === undefined || value === undefined ? undefined : ([key, value.value] as const);
      });
      return members.every((member) => member !== undefined)
        ? { value: Object.fromEntries(members) }
        : undefined;
    }
    default:
      return undefined;
  }
}
