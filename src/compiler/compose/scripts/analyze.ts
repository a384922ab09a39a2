import {
  type AnyNode,
  type CallExpression,
  type Expression,
  type Identifier,
  type Node,
  parse,
  type SpreadElement,
} from 'acorn';

/** Characters of a script, from the first to the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A call of a tool, as far as the script says it in so many words. */
export interface ScriptedCall extends Span {
  /** Undefined where it is computed. */
  readonly tool: string | undefined;
  /** `own` where none is given; undefined where it is computed. */
  readonly service: string | undefined;
  /** Where the name of the tool stands. */
  readonly toolAt: Span;
  /** Undefined where none are passed. */
  readonly params: Expression | SpreadElement | undefined;
}

/** What a script says. */
export interface Analysis {
  readonly calls: readonly ScriptedCall[];
  /** Tools may be called in ways that cannot be seen: a computed name, `rs` handed on. */
  readonly isOpaque: boolean;
  readonly returns: boolean;
  /** Names that are nowhere declared, each where it is first used. */
  readonly unknownNames: ReadonlyMap<string, Span>;
  readonly imports: readonly Span[];
  readonly hostFunctions: readonly (Span & { readonly name: string })[];
}

export interface SyntaxFault {
  readonly problem: string;
  readonly at: number;
}

export const ownService = '';

/** Reads the body of a function (ES2023). */
export function analyze(script: string): Analysis | SyntaxFault {
  const body = parsed(script);
  if ('problem' in body) return body;
  const calls: ScriptedCall[] = [];
  const hostFunctions: (Span & { name: string })[] = [];
  const imports: Span[] = [];
  const used = new Map<string, Span>();
  const declared = new Set<string>();
  let isOpaque = false;
  let returns = false;

  function visit(node: AnyNode, parent: AnyNode | undefined, inFunction: boolean): void {
    if (node.type === 'Identifier') visitName(node, parent);
    if (node.type === 'ImportExpression') imports.push(node);
    if (node.type === 'ReturnStatement' && !inFunction && node.argument) returns = true;
    if (node.type === 'CallExpression') visitCall(node);
    declareNames(node);
    const within = inFunction || functions.has(node.type);
    for (const child of childrenOf(node)) visit(child, node, within);
  }

  function visitName(node: Identifier, parent: AnyNode | undefined): void {
    if (isPropertyName(node, parent)) return;
    if (node.name === 'rs') {
      const member = parent?.type === 'MemberExpression' && parent.object === node ? parent : undefined;
      if (member === undefined || member.computed || member.property.type !== 'Identifier') isOpaque = true;
      else
        hostFunctions.push({
          name: member.property.name,
          start: member.property.start,
          end: member.property.end,
        });
    }
    if (!used.has(node.name)) used.set(node.name, { start: node.start, end: node.end });
  }

  function visitCall(node: CallExpression): void {
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return;
    if (callee.object.name !== 'rs' || callee.property.type !== 'Identifier') return;
    if (!/^callTool(Async)?$/.test(callee.property.name)) return;
    const call = readCall(node);
    if (call.tool === undefined || call.service === undefined) isOpaque = true;
    calls.push(call);
  }

  function declareNames(node: AnyNode): void {
    const patterns: (AnyNode | null | undefined)[] = [];
    if (node.type === 'VariableDeclarator') patterns.push(node.id);
    if (functions.has(node.type) && 'params' in node) patterns.push(...node.params);
    if ((node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && node.id)
      patterns.push(node.id);
    if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.id)
      patterns.push(node.id);
    if (node.type === 'CatchClause') patterns.push(node.param);
    for (const pattern of patterns) if (pattern) declarePattern(pattern);
  }

  function declarePattern(node: AnyNode): void {
    if (node.type === 'Identifier') declared.add(node.name);
    else for (const child of childrenOf(node)) declarePattern(child);
  }

  for (const statement of body) visit(statement, undefined, false);
  const unknownNames = new Map([...used].filter(([name]) => !declared.has(name)));
  return { calls, isOpaque, returns, unknownNames, imports, hostFunctions };
}

function parsed(script: string): readonly AnyNode[] | SyntaxFault {
  try {
    return parse(script, { ecmaVersion: 2023, allowReturnOutsideFunction: true }).body;
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error;
    return { problem: error.message.replace(/ \(\d+:\d+\)$/, ''), at: Number(error.pos) };
  }
}

/** `rs.callTool([service,] tool, params)`: a third argument that is undefined counts as none. */
function readCall(node: CallExpression): ScriptedCall {
  const { start, end } = node;
  const [a, b, c] = node.arguments;
  const spread = [a, b, c].some((each) => each?.type === 'SpreadElement');
  const isThree = c !== undefined && !(c.type === 'Identifier' && c.name === 'undefined');
  const [service, tool, params] = isThree ? [a, b, c] : [undefined, a, b];
  const toolAt = tool === undefined ? { start, end } : { start: tool.start, end: tool.end };
  if (spread) return { start, end, tool: undefined, service: undefined, toolAt, params: undefined };
  const named = service === undefined ? ownService : textOf(service);
  return { start, end, tool: tool && textOf(tool), service: named, toolAt, params };
}

/** The text of a literal; undefined of anything else. */
function textOf(node: AnyNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Whether an identifier names a member, and no variable. */
function isPropertyName(node: Identifier, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode),
  );
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && isTyped(value);
}

function isTyped(value: object & { type: unknown }): value is Node {
  return typeof value.type === 'string';
}
